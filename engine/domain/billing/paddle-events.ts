import type { Scalar } from '../condition.ts';
import { definedFields } from '../defined-fields.ts';
import type { DomainEvent } from '../event.ts';
import { billingEvents, type Meaning, type ProcessorEvent } from './billing-events.ts';
import { paddleDecline } from './decline-category.ts';
import { amountAt, at, listAt, numberAt, type Payload, textAt, timeAt } from './payload.ts';

export interface PaddleEvent extends Pick<ProcessorEvent, 'id' | 'occurredAt' | 'receivedAt'> {
  type: string;
  data: Payload;
}

/**
 * The billing events of the catalog that a Paddle notification stands for; none for types that journeys do not use. A
 * transaction is Paddle's invoice: it has a number of its own only once it is paid.
 * @see https://developer.paddle.com/webhooks/overview
 */
export const paddleEvents = ({ type, data, ...event }: PaddleEvent): DomainEvent[] =>
  billingEvents(
    'paddle',
    { ...event, account: textAt(data, 'custom_data', 'account_id'), customer: textAt(data, 'customer_id') },
    meanings[type]?.(data) ?? [],
  );

type Reader = (data: Payload) => Meaning[];

const transaction =
  (name: string): Reader =>
  data => [{ name, fields: transactionFields(data) }];

const subscription =
  (names: (data: Payload) => readonly string[]): Reader =>
  data =>
    names(data).map(name => ({ name, fields: subscriptionFields(data) }));

const changed = subscription(() => ['subscription.changed']);

/** Who is billed by the month or year by hand owes; where cards are charged, the failed payment says so itself. */
const pastDue: Reader = data =>
  textAt(data, 'collection_mode') === 'manual' ? transaction('invoice.overdue')(data) : [];

const meanings: Readonly<Record<string, Reader | undefined>> = {
  'transaction.billed': transaction('invoice.issued'),
  'transaction.past_due': pastDue,
  'transaction.payment_failed': transaction('payment.failed'),
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
  // It comes after the trial, or at once where there is none.
  'subscription.activated': subscription(data =>
    trialEnd(data) === undefined ? ['subscription.started'] : ['subscription.started', 'trial.ended'],
  ),
  'subscription.canceled': subscription(() => ['subscription.canceled']),
  'payment_method.saved': () => [{ name: 'payment_method.updated', fields: {} }],
};

/** Amounts are in minor units, as text. Paddle retries by itself and does not tell when. */
const transactionFields = (data: Payload): Record<string, Scalar> => {
  // The newest attempt comes first.
  const code = textAt(data, 'payments', 0, 'error_code');
  const decline = paddleDecline(code);
  return definedFields({
    invoice: textAt(data, 'id'),
    amount: amountAt(data, 'details', 'totals', 'grand_total') ?? amountAt(data, 'details', 'totals', 'total'),
    currency: textAt(data, 'currency_code')?.toLowerCase(),
    decline: code === undefined || decline === 'unknown' ? undefined : decline,
    hostedUrl: textAt(data, 'checkout', 'url'),
    attempt: failedAttempts(data),
    subscription: textAt(data, 'subscription_id'),
    reason: textAt(data, 'origin') === 'subscription_recurring' ? 'subscription_cycle' : undefined,
    periodEnd: timeAt(data, 'billing_period', 'ends_at'),
  });
};

const failedAttempts = (data: Payload): number | undefined => {
  const failed = listAt(data, 'payments').filter(payment => textAt(payment, 'status') === 'error');
  return failed.length > 0 ? failed.length : undefined;
};

const subscriptionFields = (data: Payload): Record<string, Scalar> => {
  const items = listAt(data, 'items');
  const [first] = items;
  return definedFields({
    subscription: textAt(data, 'id'),
    plan: textAt(first, 'price', 'name') ?? textAt(first, 'price', 'id'),
    seats: numberAt(first, 'quantity'),
    status: textAt(data, 'status'),
    endsAt: textAt(data, 'status') === 'trialing' ? trialEnd(data) : undefined,
    cancelScheduled: at(data, 'scheduled_change') === undefined ? undefined : isCancelScheduled(data),
  });
};

const isCancelScheduled = (data: Payload): boolean => textAt(data, 'scheduled_change', 'action') === 'cancel';

const trialEnd = (data: Payload): string | undefined =>
  listAt(data, 'items')
    .flatMap(item => timeAt(item, 'trial_dates', 'ends_at') ?? [])
    .sort()
    .at(-1);
