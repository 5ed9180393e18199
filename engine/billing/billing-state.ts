import type { Billing, Invoice, Profile } from '../account/account.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
import type { DomainEvent } from '../account/event.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { ownMember } from '../kernel/own-member.ts';
import { applyTime } from './billing-clock.ts';
import type { BillingStep } from './billing-step.ts';
import { applyDecline } from './decline-state.ts';
import {
  applyClosing,
  applyFailure,
  applyInvoiceChange,
  dropObsolete,
  type InvoiceHandler,
  isClosed,
} from './invoice-state.ts';
import { subscriptionEvents } from './subscription-event.ts';
import { applySubscription } from './subscription-state.ts';

/** Applies a billing event, or the passing of time, to the account's invoices and subscriptions. */
export const applyBilling = (
  { billing, attributes }: Pick<Profile, 'billing' | 'attributes'>,
  event: DomainEvent,
): BillingStep =>
  event.name === evaluateEvent
    ? applyTime(billing, event)
    : (ownMember(handlers, event.name)?.(pruned(billing, event.occurredAt), event, attributes) ?? {
        billing,
        events: [event],
      });

export const noBilling: Billing = { invoices: {}, declines: [] };

/** Applies a subscription event. Its end may arrive after a payment failure that it makes obsolete. */
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

/** Days that invoices are stored: closed ones for late events, open ones until they count as abandoned. */
const daysKept = { open: 400, closed: 90 };
const mostInvoices = 200;
/** Half of an item. An invoice of a processor takes less than 1 KB, and one whose texts are as long as is accepted 10. */
const mostBytes = 200_000;
const fewInvoices = mostBytes / 10_000;

/** Keeps open invoices first, then the newest: every decision reads the profile, so it is bounded. */
const pruned = (billing: Billing, now: Instant): Billing => {
  const oldest = {
    open: plusSeconds(now, -daysKept.open * 86_400),
    closed: plusSeconds(now, -daysKept.closed * 86_400),
  };
  const kept = Object.entries(billing.invoices).filter(
    ([, invoice]) => invoice.at >= (isClosed(invoice) ? oldest.closed : oldest.open),
  );
  const most = kept.length < fewInvoices ? kept : fitting(kept);
  return {
    ...billing,
    invoices: Object.fromEntries(most),
    declines: billing.declines.filter(({ at }) => at >= oldest.closed),
  };
};

const fitting = (kept: readonly [string, Invoice][]): readonly [string, Invoice][] => {
  let bytes = 0;
  const sizes = kept.map(each => Buffer.byteLength(JSON.stringify(each)));
  if (kept.length < mostInvoices && sizes.reduce((sum, size) => sum + size, 0) < mostBytes) return kept;
  return kept
    .map((each, index) => ({ each, size: sizes[index] ?? 0 }))
    .sort(
      ({ each: [, one] }, { each: [, other] }) =>
        Number(isClosed(one)) - Number(isClosed(other)) || (one.at > other.at ? -1 : 1),
    )
    .slice(0, mostInvoices - 1)
    .filter(({ size }) => {
      bytes += size;
      return bytes < mostBytes;
    })
    .map(({ each }) => each);
};
