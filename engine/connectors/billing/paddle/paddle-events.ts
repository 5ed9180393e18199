import type { DomainEvent } from '../../../account/event.ts';
import { billingEvents, type ProcessorEvent } from '../../../billing/billing-events.ts';
import { type BillingEvent, type BillingFields, billingFields, type Meaning } from '../../../billing/meaning.ts';
import { nothingOwed } from '../../../billing/nothing-owed.ts';
import { amountAt, at, idAt, listAt, numberAt, type Payload, textAt, timeAt } from '../../../billing/payload.ts';
import { seatsSold } from '../../../billing/seats-sold.ts';
import { subscriptionEnded, subscriptionEvent } from '../../../billing/subscription-event.ts';
import { ownMember } from '../../../kernel/own-member.ts';
import { paddleDecline } from './decline-codes.ts';
import { paddlePrice } from './paddle-price.ts';
import { paddleUnits } from './units.ts';

export interface PaddleEvent extends Pick<ProcessorEvent, 'id' | 'occurredAt' | 'receivedAt'> {
  type: string;
  data: Payload;
  /** Price ids sold by the seat, if the catalog lists them. */
  prices?: readonly string[] | undefined;
}

/**
 * The billing events of the catalog that a Paddle notification stands for; none for types that journeys do not use. A
 * transaction is Paddle's invoice: it has a number of its own only once it is paid.
 * @see https://developer.paddle.com/webhooks/overview
 */
export const paddleEvents = ({ type, data, prices, ...event }: PaddleEvent): DomainEvent[] =>
  billingEvents(
    'paddle',
    { ...event, account: idAt(data, 'custom_data', 'account_id'), customer: idAt(data, 'customer_id') },
    ownMember(readers, type)?.(data, prices) ?? [],
    paddleUnits,
  );

type Reader = (data: Payload, prices?: readonly string[]) => Meaning[];

const transaction =
  (name: BillingEvent): Reader =>
  data => [{ name, fields: transactionFields(data) }];

const failed: Reader = data => [
  {
    name: 'payment.failed',
    fields: { ...transactionFields(data), ...nothingOwed(amountAt(data, 'details', 'totals', 'balance')) },
  },
];

const changed: Reader = (data, prices) => [subscriptionEvent('subscription.changed', subscriptionFields(data, prices))];

/** Comes after the trial, or at once if there is none. */
const activated: Reader = (data, prices) => [
  subscriptionEvent('subscription.started', {
    ...subscriptionFields(data, prices),
    ...(trialEnd(data) !== undefined && { before: 'trialing' }),
  }),
];

const canceled: Reader = (data, prices) => [subscriptionEnded(subscriptionFields(data, prices))];

/**
 * Manually collected subscriptions owe the invoice; for automatic collection the failed payment has an event of its
 * own.
 */
const pastDue: Reader = data =>
  textAt(data, 'collection_mode') === 'manual' ? transaction('invoice.overdue')(data) : [];

const readers: Readonly<Record<string, Reader | undefined>> = {
  'transaction.billed': transaction('invoice.issued'),
  'transaction.past_due': pastDue,
  'transaction.payment_failed': failed,
  'transaction.paid': transaction('payment.succeeded'),
  'transaction.completed': transaction('payment.succeeded'),
  'transaction.canceled': transaction('invoice.voided'),
  'subscription.created': changed,
  'subscription.trialing': changed,
  'subscription.updated': changed,
  'subscription.past_due': changed,
  'subscription.paused': changed,
  'subscription.resumed': changed,
  'subscription.imported': changed,
  'subscription.activated': activated,
  'subscription.canceled': canceled,
  'payment_method.saved': () => [{ name: 'payment_method.updated', fields: {} }],
};

/** Event types that are handled. */
export const paddleTypes: readonly string[] = Object.keys(readers);

/** Amounts are in minor units, as text. Paddle retries on its own and does not say when. */
const transactionFields = (data: Payload): BillingFields => {
  // The newest attempt comes first.
  const code = textAt(data, 'payments', 0, 'error_code');
  const decline = paddleDecline(code);
  return billingFields({
    invoice: idAt(data, 'id'),
    amount: owed(data),
    currency: textAt(data, 'currency_code')?.toLowerCase(),
    decline: code === undefined || decline === 'unknown' ? undefined : decline,
    hostedUrl: textAt(data, 'checkout', 'url'),
    attempt: failedAttempts(data),
    subscription: idAt(data, 'subscription_id'),
    reason: reasonOf(data),
    periodStart: timeAt(data, 'billing_period', 'starts_at'),
    periodEnd: timeAt(data, 'billing_period', 'ends_at'),
  });
};

/** The amount due; for a transaction paid in full, the total. */
const owed = (data: Payload): number | undefined => {
  const totals = at(data, 'details', 'totals');
  return amountAt(totals, 'balance') || (amountAt(totals, 'grand_total') ?? amountAt(totals, 'total'));
};

/** In Stripe's terms. A transaction of a checkout has no subscription yet. */
const reasonOf = (data: Payload): string | undefined => {
  const origin = textAt(data, 'origin');
  if (origin === 'subscription_recurring') return 'subscription_cycle';
  const isCheckout = origin === 'web' || (origin === 'api' && textAt(data, 'collection_mode') === 'automatic');
  return isCheckout && idAt(data, 'subscription_id') === undefined ? 'subscription_create' : undefined;
};

const failedAttempts = (data: Payload): number | undefined => {
  const failed = listAt(data, 'payments').filter(payment => textAt(payment, 'status') === 'error');
  return failed.length > 0 ? failed.length : undefined;
};

const subscriptionFields = (data: Payload, prices: readonly string[] | undefined): BillingFields => {
  const items = listAt(data, 'items');
  const [first] = items;
  return billingFields({
    subscription: idAt(data, 'id'),
    plan: textAt(first, 'price', 'name') ?? idAt(first, 'price', 'id'),
    seats: seatsSold(items.map(sold), prices),
    status: textAt(data, 'status'),
    endsAt: trialEnd(data),
    cancelScheduled: at(data, 'scheduled_change') === undefined ? undefined : isCancelScheduled(data),
    ...paddlePrice(data),
  });
};

const sold = (item: unknown) => ({
  ids: [idAt(item, 'price', 'id'), idAt(item, 'price', 'product_id')],
  quantity: at(item, 'recurring') === false ? undefined : numberAt(item, 'quantity'),
});

const isCancelScheduled = (data: Payload): boolean => textAt(data, 'scheduled_change', 'action') === 'cancel';

const trialEnd = (data: Payload): string | undefined =>
  listAt(data, 'items')
    .flatMap(item => timeAt(item, 'trial_dates', 'ends_at') ?? [])
    .sort()
    .at(-1);
