import { setImmediate as othersFirst } from 'node:timers/promises';
import type { AllPorts } from '../engine/ports/ports.ts';
import { MailAmbiguous, MailThrottled } from '../engine/ports/ports.ts';
import { PostUnanswered, PostUnavailable } from '../engine/ports/poster.ts';

export interface PortCall {
  port: keyof AllPorts;
  method: string;
  args: readonly unknown[];
  /** Its client retries if nothing was done, as AWS's clients do. */
  triesAgain: boolean;
}

/** Fault of a call whose caller gets no answer. */
export interface PortFault {
  /** Whether the call takes effect, although the caller does not learn of it. */
  isDone: boolean;
  /** The call is throttled and has no effect. */
  isThrottled: boolean;
  /**
   * Called after the call has or has not taken effect. Returns whether the process died, which then gets no answer at
   * all.
   */
  isDeath(): boolean;
}

/** `gone`: the calling process had died before. `late`: all other runnable work goes first. */
export type Befall = (call: PortCall) => PortFault | 'gone' | 'late' | undefined;

/** Ports whose calls fail, before or after their effect, as calls over a network do. */
export const failingPorts = (ports: AllPorts, befall: Befall): AllPorts =>
  Object.fromEntries(
    (Object.entries(ports) as [keyof AllPorts, object | undefined][]).map(([name, port]) => [
      name,
      port && !isLocal.has(name) ? failing(name, port, befall) : port,
    ]),
  ) as unknown as AllPorts;

/** Ports within the process, which do not fail. */
const isLocal: ReadonlySet<keyof AllPorts> = new Set<keyof AllPorts>([
  'alarms',
  'build',
  'clock',
  'csmTokens',
  'metrics',
  'settings',
  'userTokens',
]);

type Work = (...args: readonly unknown[]) => unknown;

const failing = (port: keyof AllPorts, own: object, befall: Befall): object =>
  Object.fromEntries(
    (Object.entries(own) as [string, Work][]).map(([method, work]) => [
      method,
      answersAtOnce.has(`${port}.${method}`)
        ? work
        : (...args: readonly unknown[]) => call({ port, method, args, triesAgain: !asksOnce.has(port) }, work, befall),
    ]),
  );

/** Ports whose clients do not retry, because a mail or post could be sent twice. */
const asksOnce: ReadonlySet<keyof AllPorts> = new Set<keyof AllPorts>(['mailer', 'poster']);

const mostAttempts = 3;

const answersAtOnce: ReadonlySet<string> = new Set(['mailer.isBusy', 'suppressionList.pages']);

const call = async (asked: PortCall, work: Work, befall: Befall, attempt = 1): Promise<unknown> => {
  const fault = befall(asked);
  if (fault === undefined) return work(...asked.args);
  if (fault === 'gone') return never();
  if (fault === 'late') {
    await othersFirst();
    return work(...asked.args);
  }
  if (fault.isDone) await work(...asked.args);
  if (fault.isDeath()) return never();
  // A call that took effect is not repeated: it may consist of several requests, which only can be repeated one by one.
  if (asked.triesAgain && !fault.isDone) {
    const triesAgain = attempt + 1 < mostAttempts;
    return call({ ...asked, triesAgain }, work, befall, attempt + 1);
  }
  // Callers expect `unknown` if switches cannot be read.
  if (asked.port === 'switches' && asked.method === 'read') return 'unknown';
  throw errorOf(asked, fault);
};

/** A dead process awaits nothing. */
/** A promise of its own for each call: one for all would keep every caller that ever waited for it. */
const never = () => new Promise<never>(() => undefined);

/** In the words of the port. */
const errorOf = ({ port, method, args }: PortCall, { isThrottled }: PortFault): Error => {
  const what = `No answer to ${port}.${method}`;
  if (port === 'mailer') return isThrottled ? new MailThrottled(what) : new MailAmbiguous(what);
  if (port !== 'poster') return new Error(what);
  const { kind } = args[0] as { kind: 'slack' | 'webhook' };
  return kind === 'webhook' || isThrottled ? new PostUnavailable(what) : new PostUnanswered(what);
};
