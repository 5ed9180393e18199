import type { Billing } from '../account.ts';
import type { DomainEvent } from '../event.ts';

export interface BillingStep {
  billing: Billing;
  /**
   * What the event says once it is joined with what is known, the most telling first: a payment after a failure is a
   * recovery, and a decline may tell why an earlier payment failed. Empty when the later fate is known already.
   */
  events: DomainEvent[];
}

/** An event that follows from another one, and is as old. */
export const derived = (event: DomainEvent, name: string): DomainEvent => ({
  ...event,
  id: `${event.id}#${name}`,
  name,
});
