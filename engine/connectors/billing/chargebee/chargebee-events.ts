import type { DomainEvent } from '../../../account/event.ts';
import { billingEvents, type ProcessorEvent } from '../../../billing/billing-events.ts';
import { cardExpiry } from '../../../billing/card-expiry.ts';
import { type BillingEvent, type BillingFields, billingFields, type Meaning } from '../../../billing/meaning.ts';
import { nothingOwed } from '../../../billing/nothing-owed.ts';
import { at, idAt, numberAt, type Payload, textAt } from '../../../billing/payload.ts';
import { subscriptionEnded, subscriptionEvent } from '../../../billing/subscription-event.ts';
import { type Instant, instant } from '../../../kernel/instant.ts';
import { ownMember } from '../../../kernel/own-member.ts';
import { chargebeeInvoiceFields, chargebeeSubscriptionFields } from './chargebee-fields.ts';
import { chargebeeUnits } from './units.ts';

export interface ChargebeeEvent extends Pick<ProcessorEvent, 'id' | 'occurredAt' | 'receivedAt'> {
  type: string;
  /** The event's objects by kind, such as `subscription`. */
  content: Payload;
  /** Price ids sold by the seat, if the catalog lists them. */
  prices?: readonly string[] | undefined;
}

/**
 * The billing events of the catalog that a Chargebee event stands for; none for types that journeys do not use.
 * @see https://apidocs.chargebee.com/docs/api/events
 */
export const chargebeeEvents = ({ type, content, prices, occurredAt, ...event }: ChargebeeEvent): DomainEvent[] => {
  const { about, means } = ownMember(readers, type) ?? { about: 'customer', means: () => [] };
  const stateAt = versionOf(at(content, about), occurredAt);
  return billingEvents(
    'chargebee',
    { ...event, occurredAt: stateAt, account: accountIn(content), customer: customerIn(content) },
    means(content, stateAt, prices),
    chargebeeUnits,
  );
};

/** `about`: the object whose state the event reports. */
interface Reader {
  about: 'subscription' | 'invoice' | 'payment_source' | 'card' | 'customer';
  means: (content: Payload, stateAt: Instant, prices: readonly string[] | undefined) => Meaning[];
}

const subscription = (meaning: (fields: BillingFields) => Meaning): Reader => ({
  about: 'subscription',
  means: (content, _, prices) => [meaning(chargebeeSubscriptionFields(content, prices))],
});

const changed = subscription(fields => subscriptionEvent('subscription.changed', fields));
const observed = subscription(fields => subscriptionEvent('subscription.observed', fields));
const canceled = subscription(subscriptionEnded);
/** `subscription.started`, or `subscription.changed` while on trial. `before`: the status before, if it is known. */
const started = (before: BillingFields = {}): Reader =>
  subscription(fields =>
    subscriptionEvent(fields.status === 'active' ? 'subscription.started' : 'subscription.changed', {
      ...fields,
      ...before,
    }),
  );

const invoice = (
  name: (content: Payload, stateAt: Instant) => BillingEvent | undefined,
  more: (content: Payload) => BillingFields = () => ({}),
): Reader => ({
  about: 'invoice',
  means: (content, stateAt) => {
    const event = name(content, stateAt);
    return event === undefined
      ? []
      : [{ name: event, fields: billingFields({ ...chargebeeInvoiceFields(content), ...more(content) }) }];
  },
});

/** Whether Chargebee will try the payment again: it has given up, it names the next attempt, or it says nothing. */
const retries = (content: Payload): BillingFields => {
  const status = textAt(content, 'invoice', 'dunning_status');
  const isNamed = numberAt(content, 'invoice', 'next_retry_at') !== undefined;
  return { retriesExhausted: status === 'exhausted' || status === 'stopped' ? true : isNamed ? false : undefined };
};

const owedAndRetried = (content: Payload) => ({
  ...retries(content),
  ...nothingOwed(numberAt(content, 'invoice', 'amount_due')),
});

/** Credits settle an invoice without a payment. */
const settled = (content: Payload): { amount?: 0 } =>
  textAt(content, 'invoice', 'status') === 'paid' && (numberAt(content, 'invoice', 'write_off_amount') ?? 0) === 0
    ? { amount: 0 }
    : {};

/** A payment of a part leaves the invoice open, with less to pay. */
const paidInvoice = (content: Payload): BillingEvent =>
  (numberAt(content, 'invoice', 'amount_due') ?? 0) > 0 ? 'invoice.changed' : 'payment.succeeded';

/** A failed payment, with the state of its subscription, which may run although its first payment failed. */
const failed: Reader = {
  about: 'invoice',
  means: (content, stateAt, prices) => [
    ...invoice(() => 'payment.failed', owedAndRetried).means(content, stateAt, prices),
    ...(at(content, 'subscription') === undefined ? [] : observed.means(content, stateAt, prices)),
  ],
};

const paymentMethod = (about: Reader['about'], name: BillingEvent): Reader => ({
  about,
  means: content => [{ name, fields: billingFields({ expiresAt: expiry(content) }) }],
});

/** An update of an invoice is classified by the invoice's own status. */
const updatedInvoice = (content: Payload, stateAt: Instant): BillingEvent | undefined => {
  const status = textAt(content, 'invoice', 'status');
  if (status === 'voided') return 'invoice.voided';
  if ((numberAt(content, 'invoice', 'write_off_amount') ?? 0) > 0) return 'invoice.uncollectible';
  const due = numberAt(content, 'invoice', 'due_date');
  const isOpen = status === 'not_paid' || status === 'payment_due';
  const isOverdue = isOpen && due !== undefined && instant(due * 1000) < stateAt;
  if (isOverdue) return 'invoice.overdue';
  const isTried = isOpen && at(content, 'invoice', 'dunning_status') !== undefined;
  return isTried || status === 'paid' ? 'invoice.changed' : undefined;
};

const readers: Readonly<Record<string, Reader | undefined>> = {
  invoice_generated: invoice(() => 'invoice.issued'),
  invoice_generated_with_backdating: invoice(() => 'invoice.issued'),
  invoice_updated: invoice(updatedInvoice, content => ({ ...retries(content), ...settled(content) })),
  dunning_updated: invoice(() => 'invoice.changed', retries),
  invoice_deleted: invoice(() => 'invoice.voided'),
  payment_failed: failed,
  payment_succeeded: invoice(paidInvoice),
  subscription_created: started(),
  subscription_created_with_backdating: started(),
  subscription_started: started(),
  subscription_activated: started({ before: 'trialing' }),
  subscription_activated_with_backdating: started({ before: 'trialing' }),
  subscription_reactivated: started(),
  subscription_reactivated_with_backdating: started(),
  subscription_changed: changed,
  subscription_changed_with_backdating: changed,
  subscription_renewed: changed,
  subscription_items_renewed: changed,
  subscription_paused: changed,
  subscription_resumed: changed,
  subscription_trial_extended: changed,
  subscription_cancellation_scheduled: changed,
  subscription_scheduled_cancellation_removed: changed,
  subscription_ramp_applied: changed,
  subscription_changes_scheduled: observed,
  subscription_scheduled_changes_removed: observed,
  subscription_pause_scheduled: observed,
  subscription_scheduled_pause_removed: observed,
  subscription_resumption_scheduled: observed,
  subscription_scheduled_resumption_removed: observed,
  subscription_cancellation_reminder: observed,
  subscription_renewal_reminder: observed,
  subscription_trial_end_reminder: subscription(fields => subscriptionEvent('trial.ending', fields)),
  subscription_cancelled: canceled,
  subscription_canceled_with_backdating: canceled,
  subscription_deleted: canceled,
  card_expiry_reminder: paymentMethod('card', 'payment_method.expiring'),
  payment_source_expiring: paymentMethod('payment_source', 'payment_method.expiring'),
  card_added: paymentMethod('card', 'payment_method.updated'),
  card_updated: paymentMethod('card', 'payment_method.updated'),
  payment_source_added: paymentMethod('payment_source', 'payment_method.updated'),
  payment_source_updated: paymentMethod('payment_source', 'payment_method.updated'),
};

/** Event types that are handled. */
export const chargebeeTypes: readonly string[] = Object.keys(readers);

/**
 * The time of an object's state. Chargebee orders states by `resource_version`, the time of the object's last change in
 * milliseconds; an event's own time has seconds only, too coarse to order states by.
 */
const versionOf = (object: unknown, occurredAt: Instant): Instant => {
  const version = numberAt(object, 'resource_version');
  const isTime = version !== undefined && Math.abs(version - Date.parse(occurredAt)) <= 86_400_000;
  return isTime ? instant(version) : occurredAt;
};

/** The account id that the business stored in metadata or in a custom field. */
const accountIn = (content: Payload): string | undefined =>
  ['subscription', 'customer', 'invoice']
    .map(kind => idAt(content, kind, 'meta_data', 'account_id') ?? idAt(content, kind, 'cf_account_id'))
    .find(account => account !== undefined);

const customerIn = (content: Payload): string | undefined =>
  idAt(content, 'customer', 'id') ??
  ['subscription', 'invoice', 'transaction', 'payment_source', 'card']
    .map(kind => idAt(content, kind, 'customer_id'))
    .find(customer => customer !== undefined);

const expiry = (content: Payload): string | undefined => {
  const card = at(content, 'card') ?? at(content, 'payment_source', 'card');
  return cardExpiry(numberAt(card, 'expiry_year'), numberAt(card, 'expiry_month'));
};
