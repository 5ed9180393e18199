import type { RecurringRevenue } from '../account/recurring-revenue.ts';
import type { RevenueRules } from '../definition/revenue-rules.ts';
import { memoize, memoizeByObject } from '../kernel/memoize.ts';
import { type Balance, balanceBefore, firstPaidAt } from './balance.ts';
import { converted, rateOf } from './converted.ts';
import { type Month, monthEnd, monthStart } from './month.ts';

/** How an account's recurring revenue changed in a month. */
export const movementKinds = ['new', 'expansion', 'contraction', 'churn', 'reactivation'] as const;
export type MovementKind = (typeof movementKinds)[number];

/** An account's monthly recurring revenue over a month, in smallest units of one currency. */
export interface AccountMonth {
  start: number;
  end: number;
  /** Kind of the change; absent if there is none. */
  movement?: MovementKind;
}

/** An account's month: in the report's currency, and in each currency without an exchange rate. */
export interface AccountMonths {
  /** Absent without revenue at either end. */
  converted?: AccountMonth;
  apart: Readonly<Record<string, AccountMonth>>;
  /** Subscriptions without a price at the end of the month. */
  unpriced: number;
}

/**
 * An account's net movement in a month, from its start to its end, so that switching plans on one day is neither churn
 * nor new revenue. Both ends are converted at the same rate. @param rows in order
 */
export const accountMonth = (rows: readonly RecurringRevenue[], month: Month, rules: RevenueRules): AccountMonths =>
  monthsOf(rows)(rules)(month);

/** Cached, because a report asks for the same month of an account once per group that the account is in. */
const monthsOf = memoizeByObject((rows: readonly RecurringRevenue[]) =>
  memoizeByObject((rules: RevenueRules) => memoize((month: Month) => netMovement(rows, month, rules))),
);

const netMovement = (rows: readonly RecurringRevenue[], month: Month, rules: RevenueRules): AccountMonths => {
  const [start, end] = [balanceBefore(rows, monthStart(month)), balanceBefore(rows, monthEnd(month))];
  const own = [inOwn(start, month, rules), inOwn(end, month, rules)] as const;
  const isConverted = (currency: string) => rateOf(currency, month, rules) !== undefined;
  const currencies = new Set([start, end].flatMap(({ amounts }) => Object.keys(amounts)));
  const apart = [...currencies].filter(each => !isConverted(each)).sort();
  return {
    ...(own[0] + own[1] > 0 && { converted: moved(own[0], own[1], wasPaid(rows, month, isConverted)) }),
    apart: Object.fromEntries(
      apart.map(currency => [
        currency,
        moved(
          start.amounts[currency] ?? 0,
          end.amounts[currency] ?? 0,
          wasPaid(rows, month, each => each === currency),
        ),
      ]),
    ),
    unpriced: end.unpriced,
  };
};

/** The convertible part of a balance, each currency rounded separately. */
const inOwn = ({ amounts }: Balance, month: Month, rules: RevenueRules): number =>
  Object.entries(amounts).reduce(
    (sum, [currency, amount]) => sum + (converted(amount, currency, month, rules) ?? 0),
    0,
  );

const moved = (start: number, end: number, wasPaid: boolean): AccountMonth => {
  if (start === end) return { start, end };
  if (start === 0) return { start, end, movement: wasPaid ? 'reactivation' : 'new' };
  return { start, end, movement: end === 0 ? 'churn' : end > start ? 'expansion' : 'contraction' };
};

/** True if it had revenue in one of these currencies before the month. */
const wasPaid = (rows: readonly RecurringRevenue[], month: Month, isOne: (currency: string) => boolean): boolean => {
  const first = firstPaidAt(rows.filter(({ currency }) => currency !== undefined && isOne(currency)));
  return first !== undefined && first < monthStart(month);
};
