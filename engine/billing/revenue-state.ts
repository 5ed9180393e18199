import type { Subscription } from '../account/account.ts';
import type { MonthlyPrice, RecurringRevenue } from '../account/recurring-revenue.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { isPaidFor, phaseOf } from './subscription-phase.ts';

/** The price in a subscription event. */
export const priceIn = ({ mrr, currency, paidSince }: Readonly<Record<string, Scalar>>): MonthlyPrice => ({
  ...((typeof mrr === 'number' || mrr === null) && { mrr }),
  ...(typeof currency === 'string' && { currency }),
  ...(typeof paidSince === 'string' && { paidSince }),
});

/** The revenue row for a subscription's newer state, if its revenue changed and its price is known. */
export const revenueAfter = (id: string, known: Subscription | undefined, now: Subscription): RecurringRevenue[] =>
  worthOf(known) === worthOf(now) ? [] : [revenueOf(id, now)];

/**
 * Rows for an older state that arrives late: its own and, if it differs from the known state, that of the known state,
 * which ends it.
 */
export const revenueBefore = (id: string, late: Subscription, known: Subscription): RecurringRevenue[] =>
  late.mrr === undefined
    ? []
    : [revenueOf(id, late), ...(worthOf(late) === worthOf(known) ? [] : [revenueOf(id, known)])];

const revenueOf = (subscription: string, { at, status, mrr, currency, paidSince }: Subscription): RecurringRevenue => ({
  subscription,
  at,
  status,
  ...(mrr !== undefined && { mrr }),
  ...(currency !== undefined && { currency }),
  ...(paidSince !== undefined && { paidSince }),
});

/** A key of the values that make up a row; `none` if the subscription never ran, or its price is unknown. */
const worthOf = (subscription: Subscription | undefined): string => {
  if (subscription?.mrr === undefined || phaseOf(subscription.status) === 'pending') return 'none';
  const { status, mrr, currency } = subscription;
  return JSON.stringify([phaseOf(status), isPaidFor(status), mrr, currency]);
};
