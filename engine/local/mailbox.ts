import { hash } from 'node:crypto';
import { mailEvents, mailOutcome, type SesEvent, type SuppressionReason } from './mail-events.ts';
import type { SentMail } from './sent-mail.ts';
import { ServiceError } from './service-error.ts';
import type { VirtualClock } from './virtual-clock.ts';

export type MailToSend = Omit<SentMail, 'messageId' | 'at'>;

/** `lose-answer` accepts the mail and cuts the connection; the other kinds do not accept it. */
export interface MailFault {
  kind: 'reject' | 'throttle' | 'lose-answer' | 'error-500';
  match?: (mail: MailToSend) => boolean;
  times: number;
}

export interface ConfigurationSet {
  suppressedReasons: readonly SuppressionReason[];
  /** Feedback published about its mails. */
  eventTypes: readonly SesEvent['eventType'][];
}

/** SES v2 with one account. */
export interface Mailbox {
  /** Ordered by time, then message id, so that runs compare equal. */
  mails(): SentMail[];
  failNext(fault: MailFault): void;
  /** From now on, accepts `perSecond` mails in each second of the clock and throttles the others. */
  limitTo(perSecond: number): void;
  createConfigurationSet(name: string, set?: Partial<ConfigurationSet>): void;
  suppress(email: string, reason: SuppressionReason): void;
  suppressed(): ReadonlyMap<string, { reason: SuppressionReason; at: number }>;
  /** @throws ServiceError; `answer` is false if the connection must be cut */
  send(mail: MailToSend): { messageId: string; answer: boolean };
  keep(): KeptMailbox;
  /** Restores the result of `keep`; call it on a new instance only. */
  restore(kept: KeptMailbox): void;
}

/** State of SES, as JSON. */
export interface KeptMailbox {
  mails: SentMail[];
  counts: [key: string, count: number][];
  suppressions: [email: string, suppression: { reason: SuppressionReason; at: number }][];
  /** Feedback still to be published. */
  news: DueNews[];
}

interface DueNews {
  at: number;
  messageId: string;
  event: SesEvent;
}

/** `publish` is called for each mail event, at its time on the virtual clock. */
export const createMailbox = (clock: VirtualClock, publish: (event: SesEvent) => void): Mailbox => {
  const mails: SentMail[] = [];
  const faults: MailFault[] = [];
  const sets = new Map<string, ConfigurationSet>();
  const suppressions = new Map<string, { reason: SuppressionReason; at: number }>();
  const counts = new Map<string, number>();
  const news = new Set<DueNews>();

  let limit = Number.POSITIVE_INFINITY;
  let taken = { second: 0, mails: 0 };

  const isOverLimit = () => {
    const second = Math.floor(clock.now() / 1000);
    taken = { second, mails: taken.second === second ? taken.mails + 1 : 1 };
    return taken.mails > limit;
  };

  const takeFault = (mail: MailToSend) => {
    const fault = faults.find(({ match, times }) => times > 0 && (match?.(mail) ?? true));
    if (fault) fault.times -= 1;
    return fault?.kind;
  };

  /** The same mail sent twice gets two ids; ids do not depend on the other mail sent. */
  const newMessageId = (mail: MailToSend) => {
    const key = hash('sha256', JSON.stringify([mail.tags, mail.to, mail.subject]), 'hex');
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return `${key.slice(0, 32)}-${String(count).padStart(6, '0')}`;
  };

  const publishLater = (due: DueNews) => {
    news.add(due);
    const publishNow = () => {
      news.delete(due);
      publish(due.event);
    };
    clock.at(due.at, publishNow, { key: `mail ${due.messageId}` });
  };

  const accept = (mail: MailToSend, set: ConfigurationSet) => {
    const sent = { ...mail, messageId: newMessageId(mail), at: clock.now() };
    mails.push(sent);
    const suppression = suppressions.get(mail.to.toLowerCase());
    const isKeptBack = suppression !== undefined && set.suppressedReasons.includes(suppression.reason);
    const fate = mailOutcome(mail.to, isKeptBack ? suppression.reason : undefined);
    for (const { after, event } of mailEvents(sent, fate)) {
      if (!set.eventTypes.includes(event.eventType)) continue;
      publishLater({ at: sent.at + after, messageId: sent.messageId, event });
    }
    return sent.messageId;
  };

  return {
    mails: () => mails.toSorted((a, b) => a.at - b.at || (a.messageId < b.messageId ? -1 : 1)),
    failNext: fault => {
      faults.push({ ...fault });
    },
    limitTo: perSecond => {
      limit = perSecond;
    },
    createConfigurationSet: (
      name,
      { suppressedReasons = suppressedByDefault, eventTypes = publishedByDefault } = {},
    ) => {
      sets.set(name, { suppressedReasons, eventTypes });
    },
    suppress: (email, reason) => {
      suppressions.set(email.toLowerCase(), { reason, at: clock.now() });
    },
    suppressed: () => suppressions,
    send: mail => {
      const set = sets.get(mail.configurationSet);
      if (!set)
        throw new ServiceError(
          'NotFoundException',
          `Configuration set <${mail.configurationSet}> does not exist.`,
          404,
        );
      const fault = takeFault(mail);
      if (fault === 'reject') throw new ServiceError('MessageRejected', 'Email address is not verified.');
      if (fault === 'throttle' || isOverLimit())
        throw new ServiceError('TooManyRequestsException', 'Maximum sending rate exceeded.', 429);
      if (fault === 'error-500') throw new ServiceError('InternalServiceErrorException', 'The service failed.', 500);
      return { messageId: accept(mail, set), answer: fault !== 'lose-answer' };
    },
    keep: () => ({ mails, counts: [...counts], suppressions: [...suppressions], news: [...news] }),
    restore: kept => {
      mails.push(...kept.mails);
      for (const [key, count] of kept.counts) counts.set(key, count);
      for (const [email, suppression] of kept.suppressions) suppressions.set(email, suppression);
      kept.news.forEach(publishLater);
    },
  };
};

const suppressedByDefault = ['BOUNCE', 'COMPLAINT'] as const;
const publishedByDefault = ['Send', 'Delivery', 'Bounce', 'Complaint'] as const;
