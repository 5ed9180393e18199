import { setImmediate as othersFirst } from 'node:timers/promises';
import type { AllPorts } from '../engine/ports/ports.ts';
import { MailAmbiguous, MailThrottled } from '../engine/ports/ports.ts';
import { PostUnanswered, PostUnavailable } from '../engine/ports/poster.ts';

export interface PortCall {
  port: keyof AllPorts;
  method: string;
  args: readonly unknown[];
  /** Its client tries again where nothing was done, as those of AWS do. */
  triesAgain: boolean;
}

/** What befalls a call whose caller learns of no answer. */
export interface PortFault {
  /** Is it done, although the caller does not learn of it? */
  isDone: boolean;
  /** Asked to come later, and nothing is done. */
  isThrottled: boolean;
  /** Called once the call is done, or is not. Answers whether the process died of it, and learns of nothing any more. */
  isDeath(): boolean;
}

/** `gone`: by a process that died before. `late`: everything else that can go on does so first. */
export type Befall = (call: PortCall) => PortFault | 'gone' | 'late' | undefined;

/** Ports whose calls fail: before or after what they do, as a network and what is behind it may. */
export const failingPorts = (ports: AllPorts, befall: Befall): AllPorts =>
  Object.fromEntries(
    (Object.entries(ports) as [keyof AllPorts, object | undefined][]).map(([name, port]) => [
      name,
      port && !isLocal.has(name) ? failing(name, port, befall) : port,
    ]),
  ) as unknown as AllPorts;

/** They are within the process. */
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

/** Clients that try once: what they hand over could go twice. */
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
  // A call that is done is not made again: it may be several requests, and only each of them may be repeated.
  if (asked.triesAgain && !fault.isDone) {
    const triesAgain = attempt + 1 < mostAttempts;
    return call({ ...asked, triesAgain }, work, befall, attempt + 1);
  }
  // What switches cannot be read is told so.
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
