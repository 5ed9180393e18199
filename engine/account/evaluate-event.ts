import type { Instant } from '../kernel/instant.ts';
import type { DomainEvent } from './event.ts';

/** Asks routing to evaluate everything that time alone may have changed for an account. Does not count as usage. */
export const evaluateEvent = 'daymark.evaluate';

/** The sweep's event for an evaluation. Its id is the same for the same due time, however often a sweep finds it. */
export const evaluationDue = (account: string, dueAt: Instant, now: Instant): DomainEvent & { account: string } => ({
  id: `daymark:evaluate:${account}:${dueAt}`,
  source: 'daymark',
  account,
  name: evaluateEvent,
  occurredAt: now,
  receivedAt: now,
  fields: { dueAt },
});

/** Whether the event was already carried out, which moved the due time. */
export const isEvaluated = ({ name, fields }: DomainEvent, dueAt: Instant | undefined): boolean =>
  name === evaluateEvent && fields.dueAt !== undefined && fields.dueAt !== dueAt;
