import type { Billing, Profile } from '../account.ts';
import type { DomainEvent } from '../event.ts';
import { type Instant, plusSeconds } from '../instant.ts';
import { evaluateEvent } from '../signals/evaluate-event.ts';
import { applyTime } from './billing-clock.ts';
import type { BillingStep } from './billing-step.ts';
import { applyDecline } from './decline-state.ts';
import { applyClosing, applyFailure, applyInvoiceChange, dropObsolete, type InvoiceHandler } from './invoice-state.ts';
import { subscriptionEvents } from './subscription-event.ts';
import { applySubscription } from './subscription-state.ts';

/** Joins a billing event, or the time that passed, with what is known of the account's invoices and subscriptions. */
export const applyBilling = (
  { billing, attributes }: Pick<Profile, 'billing' | 'attributes'>,
  event: DomainEvent,
): BillingStep =>
  event.name === evaluateEvent
    ? applyTime(billing, event)
    : (handlers[event.name]?.(pruned(billing, event.occurredAt), event, attributes) ?? { billing, events: [event] });

export const noBilling: Billing = { invoices: {}, declines: [] };

/** An end may come after what it makes obsolete. */
const applyToSubscription: InvoiceHandler = (billing, event, attributes) => {
  const step = applySubscription(billing, event);
  const ends = step.events.some(({ name }) => name === 'subscription.ended');
  return ends ? dropObsolete(step, event, attributes) : step;
};

const handlers: Readonly<Record<string, InvoiceHandler | undefined>> = {
  ...Object.fromEntries(subscriptionEvents.map(name => [name, applyToSubscription])),
  'payment.failed': applyFailure,
  'payment.action_required': applyFailure,
  'payment.declined': applyDecline,
  'payment.succeeded': applyClosing('paid'),
  'invoice.changed': applyInvoiceChange,
  'invoice.voided': applyClosing('voided'),
  'invoice.uncollectible': applyClosing('uncollectible'),
};

const daysKept = 90;

const pruned = (billing: Billing, now: Instant): Billing => {
  const oldest = plusSeconds(now, -daysKept * 86_400);
  const { invoices, declines } = billing;
  return {
    ...billing,
    invoices: Object.fromEntries(
      Object.entries(invoices).filter(([, { state, at }]) => state === 'failing' || at >= oldest),
    ),
    declines: declines.filter(({ at }) => at >= oldest),
  };
};
