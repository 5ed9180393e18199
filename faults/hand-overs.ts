import type { AwsCall } from '../engine/local/aws-call.ts';
import type { Disturbance } from '../engine/local/disturbance.ts';
import type { Invocation, Sender } from './processes.ts';

/**
 * Mails and posts that a service may have received although the sending process never learned of it, or died before
 * recording it. Each may be reported as unknown, at most once. Names consist of account, step, and the local part of an
 * address with its `@`, or the receiver's path; posts about a task have no step.
 */
export interface HandOvers {
  /** Called for each request, with its fault. */
  watch(arriving: AwsCall, sender: Sender | undefined, disturbance: Disturbance | undefined): void;
  /**
   * Called when a process dies or fails. `written`: its last write took effect, and may have marked a mail as leaving.
   */
  died(sender: Invocation, written?: boolean): void;
  isOpen(account: string, step: string, to: string): boolean;
}

export const watchHandOvers = (): HandOvers => {
  const open = new Set<string>();
  /** By name: whether the process waited for an answer that never came. */
  const sent = new Map<string, Sender[]>();
  const handed = new WeakMap<Invocation, string[]>();
  return {
    watch: (arriving, sender, disturbance) => {
      // The mark that a mail is leaving may be written although its process saw a failure, and ended without sending.
      if (sender && arriving.operation === 'TransactWriteItems' && isUnheard(disturbance))
        open.add(nameOf(...ofEvent(sender.invocation)));
      const name = handOverIn(arriving, sender?.invocation);
      if (name === undefined) return;
      if (disturbance && disturbance.kind !== 'late' && disturbance.kind !== 'throttled') open.add(name);
      if (!sender) return;
      sent.set(name, [...(sent.get(name) ?? []), sender]);
      handed.set(sender.invocation, [...(handed.get(sender.invocation) ?? []), name]);
    },
    died: (sender, written = false) => {
      if (written) open.add(nameOf(...ofEvent(sender)));
      for (const name of handed.get(sender) ?? []) open.add(name);
    },
    isOpen: (account, step, to) => {
      const name = nameOf(account, step, to);
      return open.has(name) || open.has(nameOf(account, step)) || (sent.get(name) ?? []).some(({ isLost }) => isLost());
    },
  };
};

/** Whether the request took effect without its process learning of it. */
export const isUnheard = (disturbance: Disturbance | undefined): boolean =>
  disturbance?.kind === 'failed-after' || disturbance?.kind === 'lost-answer';

const nameOf = (...parts: string[]): string => parts.join(' ');

/** Whether the request sends a mail or a post. */
export const isHandOver = (operation: string): boolean => operation === 'SendEmail' || operation.startsWith('/');

/** Mails are identified by their tags; posts by the invocation of the posting process. */
const handOverIn = ({ operation, input }: AwsCall, sender: Invocation | undefined): string | undefined => {
  if (!isHandOver(operation)) return undefined;
  if (operation === 'SendEmail') {
    const { Destination, EmailTags } = input as {
      Destination: { ToAddresses: string[] };
      EmailTags: { Name: string; Value: string }[];
    };
    const tags = Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, Value]));
    const account = Buffer.from(tags.account ?? '', 'base64url').toString();
    return nameOf(account, tags.step ?? '', Destination.ToAddresses[0]?.replace(/@.*/, '@') ?? '');
  }
  return sender && nameOf(...ofEvent(sender), operation);
};

/** Account and step of the invocation; for a notice about a task, the account alone. */
const ofEvent = ({ event }: Invocation): [string, string] => {
  const { account, step, Records } = (event ?? {}) as {
    account?: string;
    step?: { id?: string };
    Records?: { body: string }[];
  };
  const notice = JSON.parse(Records?.[0]?.body ?? '{}') as { account?: string };
  return [account ?? notice.account ?? '', step?.id ?? ''];
};
