import type { DomainEvent } from '../../../account/event.ts';
import { billingEvents } from '../../../billing/billing-events.ts';
import { cardExpiry } from '../../../billing/card-expiry.ts';
import { type BillingEvent, type BillingFields, billingFields } from '../../../billing/meaning.ts';
import { nothingOwed } from '../../../billing/nothing-owed.ts';
import { at, idAt, numberAt, type Payload, textAt } from '../../../billing/payload.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ownMember } from '../../../kernel/own-member.ts';
import { declineFields, invoiceFields, remainingOf } from './stripe-invoice.ts';
import {
  created,
  deleted,
  type SubscriptionReader,
  subscriptionChanged,
  subscriptionObserved,
  trialEnds,
  updated,
} from './stripe-subscription.ts';

export interface StripeEvent {
  id: string;
  type: string;
  object: Payload;
  /** Members that an update replaced, with their previous values. */
  previous?: unknown;
  /** Price ids sold by the seat, if the catalog lists them. */
  prices?: readonly string[] | undefined;
  occurredAt: Instant;
  receivedAt: Instant;
}

/** The billing events of the catalog that a Stripe event stands for; none for types that journeys do not use. */
export const stripeEvents = (event: StripeEvent): DomainEvent[] => {
  const { object } = event;
  const account = accountIn(object);
  const customer = textAt(object, 'object') === 'customer' ? idAt(object, 'id') : idAt(object, 'customer');
  const means = ownMember(readers, event.type)?.(object, event.previous, event.prices) ?? [];
  return billingEvents('stripe', { ...event, account, customer }, means);
};

type Reader = SubscriptionReader;

const invoice =
  (name: BillingEvent, more: BillingFields = {}): Reader =>
  object => [{ name, fields: { ...invoiceFields(object), ...more } }];

/**
 * Stripe sends the next attempt until there is none. After the first failure the schedule may not be decided yet:
 * `retriesExhausted` stays undefined, until an update of the invoice sets it, or for a day.
 */
const failed =
  (name: BillingEvent, more: BillingFields = {}): Reader =>
  object => {
    const isNamed = at(object, 'next_payment_attempt') != null;
    const isFirst = (numberAt(object, 'attempt_count') ?? 0) <= 1;
    return [
      {
        name,
        fields: billingFields({
          ...invoiceFields(object),
          ...nothingOwed(remainingOf(object)),
          retriesExhausted: isNamed ? false : isFirst ? undefined : true,
          ...more,
        }),
      },
    ];
  };

/**
 * An open invoice is no longer retried if the update removed its next attempt. A paid one without a payment was settled
 * by credits.
 */
const updatedInvoice: Reader = (object, previous) => {
  const isNamed = at(object, 'next_payment_attempt') != null;
  const isLast = !isNamed && typeof at(previous, 'next_payment_attempt') === 'number';
  if (textAt(object, 'status') === 'paid' && textAt(previous, 'status') !== undefined)
    return [{ name: 'invoice.changed', fields: { ...invoiceFields(object), amount: 0 } }];
  const isTried = (textAt(object, 'status') ?? 'open') === 'open' && numberAt(object, 'attempt_count') !== 0;
  if (!isTried) return [];
  const retriesExhausted = isNamed ? false : isLast ? true : undefined;
  return [{ name: 'invoice.changed', fields: billingFields({ ...invoiceFields(object), retriesExhausted }) }];
};

/** A payment of a part leaves the invoice open, with less to pay. */
const paidInvoice: Reader = (object, ...said) => {
  const isOpen = textAt(object, 'status') === 'open' && (remainingOf(object) ?? 0) > 0;
  return invoice(isOpen ? 'invoice.changed' : 'payment.succeeded')(object, ...said);
};

const declined: Reader = object => [{ name: 'payment.declined', fields: declineFields(object) }];
const paymentMethod: Reader = object => [
  { name: 'payment_method.updated', fields: billingFields({ expiresAt: expiry(object) }) },
];
/** A new address or other metadata of the same card changes nothing about when it expires. */
const updatedMethod: Reader = (object, previous) =>
  previous == null || ofCard.some(name => at(previous, name) !== undefined) ? paymentMethod(object, previous) : [];
const ofCard: readonly string[] = ['card', 'exp_month', 'exp_year', 'last4', 'fingerprint', 'status'];

const readers: Readonly<Record<string, Reader | undefined>> = {
  'invoice.payment_failed': failed('payment.failed'),
  'invoice.payment_action_required': failed('payment.action_required', { decline: 'authentication' }),
  'invoice.paid': paidInvoice,
  'invoice.payment_succeeded': paidInvoice,
  'invoice.updated': updatedInvoice,
  'invoice.finalized': invoice('invoice.issued'),
  'invoice.overdue': invoice('invoice.overdue'),
  'invoice.marked_uncollectible': invoice('invoice.uncollectible'),
  'invoice.voided': invoice('invoice.voided'),
  'charge.failed': declined,
  'payment_intent.payment_failed': declined,
  'customer.subscription.created': created,
  'customer.subscription.updated': updated,
  'customer.subscription.paused': subscriptionChanged,
  'customer.subscription.resumed': subscriptionChanged,
  'customer.subscription.pending_update_applied': subscriptionChanged,
  'customer.subscription.pending_update_expired': subscriptionObserved,
  'customer.subscription.deleted': deleted,
  'customer.subscription.trial_will_end': trialEnds,
  'customer.source.expiring': object => [
    { name: 'payment_method.expiring', fields: billingFields({ expiresAt: expiry(object) }) },
  ],
  'customer.source.created': paymentMethod,
  'customer.source.updated': updatedMethod,
  'payment_method.attached': paymentMethod,
  'payment_method.updated': updatedMethod,
  'payment_method.automatically_updated': paymentMethod,
  // Name of the event until 2020.
  'payment_method.card_automatically_updated': paymentMethod,
  'customer.updated': (_, previous) =>
    at(previous, 'default_source') !== undefined ||
    at(previous, 'invoice_settings', 'default_payment_method') !== undefined
      ? [{ name: 'payment_method.updated', fields: {} }]
      : [],
};

/** Event types that are handled. */
export const stripeTypes: readonly string[] = Object.keys(readers);

/** The account id that the business stored in metadata; Stripe copies a subscription's metadata to its invoices. */
const accountIn = (object: Payload): string | undefined =>
  idAt(object, 'metadata', 'account_id') ??
  idAt(object, 'parent', 'subscription_details', 'metadata', 'account_id') ??
  idAt(object, 'subscription_details', 'metadata', 'account_id');

const expiry = (object: Payload): string | undefined => {
  const card = at(object, 'card') ?? object;
  return cardExpiry(numberAt(card, 'exp_year'), numberAt(card, 'exp_month'));
};
