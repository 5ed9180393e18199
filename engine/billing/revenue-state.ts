import type { Subscription } from '../account/account.ts';
import type { MonthlyPrice, RecurringRevenue } from '../account/recurring-revenue.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { isPaidFor, phaseOf } from './subscription-phase.ts';

/** The price that a subscription's event says. */
export const priceIn = ({ mrr, currency, paidSince }: Readonly<Record<string, Scalar>>): MonthlyPrice => ({
  ...((typeof mrr === 'number' || mrr === null) && { mrr }),
  ...(typeof currency === 'string' && { currency }),
  ...(typeof paidSince === 'string' && { paidSince }),
});

/** The row that a newer state of a subscription makes: only where it brings something else than before, of a price that was said. */
export const revenueAfter = (id: string, known: Subscription | undefined, now: Subscription): RecurringRevenue[] =>
  worthOf(known) === worthOf(now) ? [] : [revenueOf(id, now)];

/** Of an older state that comes late: its row and, where it differs, the one of what is known, which ends it. */
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

/** The values by which a row differs from the one before: nothing while it never ran, or its price was never said. */
const worthOf = (subscription: Subscription | undefined): string => {
  if (subscription?.mrr === undefined || phaseOf(subscription.status) === 'pending') return 'none';
  const { status, mrr, currency } = subscription;
  return JSON.stringify([phaseOf(status), isPaidFor(status), mrr, currency]);
};
