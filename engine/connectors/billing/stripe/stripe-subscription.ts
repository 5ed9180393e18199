import { type BillingFields, billingFields, type Meaning } from '../../../billing/meaning.ts';
import { at, idAt, instantAt, listAt, numberAt, type Payload, textAt } from '../../../billing/payload.ts';
import { seatsSold } from '../../../billing/seats-sold.ts';
import { subscriptionEnded, subscriptionEvent } from '../../../billing/subscription-event.ts';
import { stripePrice } from './stripe-price.ts';

/** A subscription event's content; `previous` has the replaced members, `prices` the ids sold by the seat. */
export type SubscriptionReader = (subscription: Payload, previous: unknown, prices?: readonly string[]) => Meaning[];

/** A new subscription. One on trial, or whose first payment is missing, has not started yet. */
export const created: SubscriptionReader = (subscription, previous, prices) => {
  const isRunning = running.includes(statusOf(subscription));
  return [
    subscriptionEvent(
      isRunning ? 'subscription.started' : 'subscription.changed',
      fieldsOf(subscription, previous, prices),
    ),
  ];
};

/** The change that an update makes, by the values it replaced. */
export const updated: SubscriptionReader = (subscription, previous, prices) => {
  const status = statusOf(subscription);
  const before = textAt(previous, 'status');
  const starts = before !== undefined && !running.includes(before) && running.includes(status);
  const isChanged = changes.some(name => at(previous, name) !== undefined);
  const name = starts ? 'subscription.started' : isChanged ? 'subscription.changed' : 'subscription.observed';
  return [
    subscriptionEvent(name, fieldsOf(subscription, previous, prices)),
    ...(payers.some(name => at(previous, name) !== undefined) ? [anotherPayer] : []),
  ];
};

export const subscriptionChanged: SubscriptionReader = (...said) => [
  subscriptionEvent('subscription.changed', fieldsOf(...said)),
];
export const subscriptionObserved: SubscriptionReader = (...said) => [
  subscriptionEvent('subscription.observed', fieldsOf(...said)),
];
export const trialEnds: SubscriptionReader = (...said) => [subscriptionEvent('trial.ending', fieldsOf(...said))];
export const deleted: SubscriptionReader = (...said) => [subscriptionEnded(fieldsOf(...said))];

const running: readonly string[] = ['active', 'past_due', 'unpaid'];
const anotherPayer: Meaning = { name: 'payment_method.updated', fields: {} };
/** What pays, in today's words and in those of before payment methods. */
const payers: readonly string[] = ['default_payment_method', 'default_source'];
const changes: readonly string[] = [
  'status',
  'quantity',
  'plan',
  'price',
  'items',
  'trial_end',
  'cancel_at',
  'cancel_at_period_end',
];

const statusOf = (subscription: Payload): string => textAt(subscription, 'status') ?? '';

const fieldsOf: (...said: Parameters<SubscriptionReader>) => BillingFields = (subscription, previous, prices) => {
  const items = listAt(subscription, 'items', 'data');
  return billingFields({
    subscription: idAt(subscription, 'id'),
    plan: textAt(items[0], 'price', 'lookup_key') ?? textAt(items[0], 'price', 'id') ?? textAt(items[0], 'plan', 'id'),
    seats: seatsOf(subscription, items, prices),
    status: textAt(subscription, 'status'),
    endsAt: instantAt(subscription, 'trial_end'),
    cancelScheduled: isCancelScheduled(subscription),
    before: textAt(previous, 'status'),
    ...stripePrice(subscription),
  });
};

/** Unknown (null) if the event holds only the first of its items. */
const seatsOf = (subscription: Payload, items: readonly unknown[], prices: readonly string[] | undefined) =>
  at(subscription, 'items', 'has_more') === true && prices?.length !== 0
    ? null
    : seatsSold(items.length > 0 ? items.map(sold) : [sold(subscription)], prices);

/** An item, or for older subscriptions the single plan. */
const sold = (item: unknown) => {
  const price = at(item, 'price') ?? at(item, 'plan');
  return {
    ids: [idAt(price, 'id'), textAt(price, 'lookup_key'), idAt(price, 'product')],
    quantity: numberAt(item, 'quantity'),
  };
};

/** Will it end with its term? Undefined if the event has neither member. */
const isCancelScheduled = (subscription: Payload): boolean | undefined => {
  const flag = at(subscription, 'cancel_at_period_end');
  const end = at(subscription, 'cancel_at');
  if (flag === undefined && end === undefined) return undefined;
  return flag === true || typeof end === 'number';
};
