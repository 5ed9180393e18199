import type { Arriving, Disturbance } from '../engine/local/disturbance.ts';
import type { Invocation, Sender } from './processes.ts';

/**
 * What a service may have although the process that handed it over never learned it, or died before it could write it down:
 * that may be told as unknown, and of that no one may be told twice. Names are of account, step, and the local part of an
 * address with its `@`, or the path of the receiver; what is posted of a task has no step.
 */
export interface HandOvers {
  /** To be told of each request, and what befalls it. */
  watch(arriving: Arriving, sender: Sender | undefined, disturbance: Disturbance | undefined): void;
  /** To be told when a process dies. `written`: its last write is done, which may have been the note that something leaves now. */
  died(sender: Invocation, written?: boolean): void;
  isOpen(account: string, step: string, to: string): boolean;
}

export const watchHandOvers = (): HandOvers => {
  const open = new Set<string>();
  /** By name: whether the answer was waited for in vain. */
  const sent = new Map<string, Sender[]>();
  const handed = new WeakMap<Invocation, string[]>();
  return {
    watch: (arriving, sender, disturbance) => {
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

const nameOf = (...parts: string[]): string => parts.join(' ');

/** Is it by this request that something leaves? */
export const isHandOver = (operation: string): boolean => operation === 'SendEmail' || operation.startsWith('/');

/** Mails carry what they are in their tags; what is posted is named by the call of the process that posts it. */
const handOverIn = ({ operation, input }: Arriving, sender: Invocation | undefined): string | undefined => {
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

/** Account and step that a process was called for; of a notice about a task the account alone. */
const ofEvent = ({ event }: Invocation): [string, string] => {
  const { account, step, Records } = (event ?? {}) as {
    account?: string;
    step?: { id?: string };
    Records?: { body: string }[];
  };
  const notice = JSON.parse(Records?.[0]?.body ?? '{}') as { account?: string };
  return [account ?? notice.account ?? '', step?.id ?? ''];
};
