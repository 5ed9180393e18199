import type { Scalar } from '../condition.ts';
import { definedFields } from '../defined-fields.ts';
import type { DomainEvent } from '../event.ts';
import type { Instant } from '../instant.ts';
import { billingEvents, type Meaning } from './billing-events.ts';
import { at, idAt, numberAt, type Payload, textAt } from './payload.ts';
import { declineFields, invoiceFields } from './stripe-invoice.ts';
import { createdEvents, subscriptionFields, updatedEvents } from './stripe-subscription.ts';

export interface StripeEvent {
  id: string;
  type: string;
  object: Payload;
  /** Members that an update replaced, with their values of before. */
  previous?: unknown;
  occurredAt: Instant;
  receivedAt: Instant;
}

/** The billing events of the catalog that a Stripe event stands for; none for types that journeys do not use. */
export const stripeEvents = (event: StripeEvent): DomainEvent[] => {
  const { object } = event;
  const account = accountIn(object);
  const customer = textAt(object, 'object') === 'customer' ? textAt(object, 'id') : idAt(object, 'customer');
  return billingEvents('stripe', { ...event, account, customer }, meanings[event.type]?.(object, event.previous) ?? []);
};

type Reader = (object: Payload, previous: unknown) => Meaning[];

const invoice =
  (name: string, more: Readonly<Record<string, Scalar>> = {}): Reader =>
  object => [{ name, fields: { ...invoiceFields(object), ...more } }];

/** Stripe names its next attempt until there is none. */
const failed =
  (name: string, more: Readonly<Record<string, Scalar>> = {}): Reader =>
  object =>
    invoice(name, { retriesExhausted: at(object, 'next_payment_attempt') == null, ...more })(object, undefined);

const subscription =
  (names: (object: Payload, previous: unknown) => string[]): Reader =>
  (object, previous) =>
    names(object, previous).map(name => ({ name, fields: subscriptionFields(object) }));

const declined: Reader = object => [{ name: 'payment.declined', fields: declineFields(object) }];
const paymentMethod: Reader = object => [
  { name: 'payment_method.updated', fields: definedFields({ expiresAt: expiry(object) }) },
];

const meanings: Readonly<Record<string, Reader | undefined>> = {
  'invoice.payment_failed': failed('payment.failed'),
  'invoice.payment_action_required': failed('payment.action_required', { decline: 'authentication' }),
  'invoice.paid': invoice('payment.succeeded'),
  'invoice.payment_succeeded': invoice('payment.succeeded'),
  'invoice.finalized': invoice('invoice.issued'),
  'invoice.overdue': invoice('invoice.overdue'),
  'invoice.marked_uncollectible': invoice('invoice.uncollectible'),
  'invoice.voided': invoice('invoice.voided'),
  'charge.failed': declined,
  'payment_intent.payment_failed': declined,
  'customer.subscription.created': subscription(createdEvents),
  'customer.subscription.updated': subscription(updatedEvents),
  'customer.subscription.paused': subscription(() => ['subscription.changed']),
  'customer.subscription.resumed': subscription(() => ['subscription.changed']),
  'customer.subscription.deleted': subscription(() => ['subscription.canceled']),
  'customer.subscription.trial_will_end': subscription(() => ['trial.ending']),
  'customer.source.expiring': object => [
    { name: 'payment_method.expiring', fields: definedFields({ expiresAt: expiry(object) }) },
  ],
  'customer.source.updated': paymentMethod,
  'payment_method.attached': paymentMethod,
  'payment_method.updated': paymentMethod,
  'payment_method.automatically_updated': paymentMethod,
  'customer.updated': (_, previous) =>
    at(previous, 'default_source') !== undefined ||
    at(previous, 'invoice_settings', 'default_payment_method') !== undefined
      ? [{ name: 'payment_method.updated', fields: {} }]
      : [],
};

/** Where a business writes its own account id, the subscription's metadata are copied to the invoice. */
const accountIn = (object: Payload): string | undefined =>
  textAt(object, 'metadata', 'account_id') ??
  textAt(object, 'parent', 'subscription_details', 'metadata', 'account_id') ??
  textAt(object, 'subscription_details', 'metadata', 'account_id');

/** A card is good until the end of its month. */
const expiry = (object: Payload): string | undefined => {
  const card = at(object, 'card') ?? object;
  const year = numberAt(card, 'exp_year');
  const month = numberAt(card, 'exp_month');
  if (year === undefined || month === undefined) return undefined;
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};
