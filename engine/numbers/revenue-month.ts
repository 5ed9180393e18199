import type { RecurringRevenue } from '../account/recurring-revenue.ts';
import type { RevenueRules } from '../definition/revenue-rules.ts';
import type { Month } from './month.ts';
import { type AccountMonth, accountMonth, type MovementKind } from './movement.ts';

/** Smallest currency units or account counts: start + new + expansion + reactivation - contraction - churn = end. */
export type Moved = Readonly<Record<'start' | MovementKind | 'end', number>>;

/** Changes of some accounts' recurring revenue in a month. */
export interface RevenueMonth {
  month: Month;
  currency: string;
  amounts: Moved;
  /** Numbers of accounts; expansions and contractions don't change the number. */
  accounts: Moved;
  /** Currencies without an exchange rate on the month's first day. */
  apart: Readonly<Record<string, { amounts: Moved; accounts: Moved }>>;
  /** Paid subscriptions whose price the processor doesn't report. */
  unpriced: number;
}

/** @param accounts each account's rows, in order */
export const revenueMonth = (
  accounts: Iterable<readonly RecurringRevenue[]>,
  month: Month,
  rules: RevenueRules,
): RevenueMonth => {
  const own: AccountMonth[] = [];
  const apart = new Map<string, AccountMonth[]>();
  let unpriced = 0;
  for (const rows of accounts) {
    const of = accountMonth(rows, month, rules);
    if (of.converted) own.push(of.converted);
    for (const [currency, each] of Object.entries(of.apart))
      apart.set(currency, [...(apart.get(currency) ?? []), each]);
    unpriced += of.unpriced;
  }
  return {
    month,
    currency: rules.currency,
    ...sums(own),
    apart: Object.fromEntries([...apart].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => [name, sums(of)])),
    unpriced,
  };
};

const sums = (months: readonly AccountMonth[]): Pick<RevenueMonth, 'amounts' | 'accounts'> => {
  const [amounts, accounts] = [{ ...nothing }, { ...nothing }];
  for (const { start, end, movement } of months) {
    amounts.start += start;
    amounts.end += end;
    accounts.start += start > 0 ? 1 : 0;
    accounts.end += end > 0 ? 1 : 0;
    if (movement === undefined) continue;
    amounts[movement] += Math.abs(end - start);
    accounts[movement]++;
  }
  return { amounts, accounts };
};

const nothing: Moved = { start: 0, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, end: 0 };
