import type { RecurringRevenue } from '../account/recurring-revenue.ts';
import { isPaidFor, phaseOf, phaseOrder } from '../billing/subscription-phase.ts';
import type { Instant } from '../kernel/instant.ts';

/** Monthly recurring revenue by subscription of an account at an instant. */
export interface Balance {
  /** Above zero, in smallest units, by currency. */
  amounts: Readonly<Record<string, number>>;
  /** Paid subscriptions whose price the processor doesn't report. */
  unpriced: number;
}

/** Sorts by time. If a subscription has several states at one instant, the last of its lifecycle counts. */
export const inOrder = (rows: readonly RecurringRevenue[]): RecurringRevenue[] => [
  ...new Map([...rows].sort(compare).map(row => [JSON.stringify([row.at, row.subscription]), row])).values(),
];

/** Monthly recurring revenue of the account right before `at`. @param rows in order */
export const balanceBefore = (rows: readonly RecurringRevenue[], at: Instant): Balance =>
  balance(rows, each => each < at);

/** First time with revenue; `undefined` if never. Its month is the account's cohort. @param rows in order */
export const firstPaidAt = (rows: readonly RecurringRevenue[]): Instant | undefined =>
  rows
    .flatMap(({ at, paidSince }) => (paidSince === undefined ? [at] : [at, paidSince]))
    .sort()
    .find(at => Object.keys(balance(rows, each => each <= at).amounts).length > 0);

const balance = (rows: readonly RecurringRevenue[], isPast: (at: Instant) => boolean): Balance => {
  const amounts: Record<string, number> = {};
  let unpriced = 0;
  for (const own of Map.groupBy(rows, ({ subscription }) => subscription).values()) {
    const state = own.findLast(({ at }) => isPast(at)) ?? stateBefore(own[0], isPast);
    if (state === undefined || !isPaidFor(state.status)) continue;
    const { mrr, currency } = state;
    if (typeof mrr !== 'number' || currency === undefined) unpriced++;
    else if (mrr > 0) amounts[currency] = (amounts[currency] ?? 0) + mrr;
  }
  return { amounts, unpriced };
};

/** The first known state applies since `paidSince`; if that is the end, the subscription was active until then. */
const stateBefore = (
  first: RecurringRevenue | undefined,
  isPast: (at: Instant) => boolean,
): RecurringRevenue | undefined => {
  if (first?.paidSince === undefined || !isPast(first.paidSince)) return undefined;
  return phaseOf(first.status) === 'ended' ? { ...first, status: 'active' } : first;
};

const compare = (a: RecurringRevenue, b: RecurringRevenue): number =>
  byText(a.at, b.at) ||
  byText(a.subscription, b.subscription) ||
  phaseOrder.indexOf(phaseOf(a.status)) - phaseOrder.indexOf(phaseOf(b.status)) ||
  byText(textOf(a), textOf(b));

const textOf = ({ status, mrr, currency, paidSince }: RecurringRevenue): string =>
  JSON.stringify([status, mrr, currency, paidSince]);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
