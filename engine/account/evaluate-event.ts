import type { Instant } from '../kernel/instant.ts';
import type { DomainEvent } from './event.ts';

/** Asks routing to look at everything that time alone may have changed for an account. It is no usage. */
export const evaluateEvent = 'daymark.evaluate';

/** The event by which the sweep asks. The same due time is the same event, however often it is found. */
export const evaluationDue = (account: string, dueAt: Instant, now: Instant): DomainEvent & { account: string } => ({
  id: `daymark:evaluate:${account}:${dueAt}`,
  source: 'daymark',
  account,
  name: evaluateEvent,
  occurredAt: now,
  receivedAt: now,
  fields: { dueAt },
});

/** Whether it was carried out before: carrying it out moves the due time. */
export const isEvaluated = ({ name, fields }: DomainEvent, dueAt: Instant | undefined): boolean =>
  name === evaluateEvent && fields.dueAt !== undefined && fields.dueAt !== dueAt;
