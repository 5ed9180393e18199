import type { Billing } from '../account/account.ts';
import type { DomainEvent } from '../account/event.ts';
import type { RecurringRevenue } from '../account/recurring-revenue.ts';

export interface BillingStep {
  billing: Billing;
  /**
   * The events that follow once this one is joined with known state, the most specific first: a payment after a failure
   * is a recovery, and a decline may explain an earlier failure. Empty when a later outcome is already known.
   */
  events: DomainEvent[];
  /** Rows of recurring revenue to write; undefined if nothing changed. */
  revenue?: readonly RecurringRevenue[];
}

/** A derived event, with the same time. */
export const derived = (event: DomainEvent, name: string): DomainEvent => ({
  ...event,
  id: `${event.id}#${name}`,
  name,
});
