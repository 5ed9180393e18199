import type { MonthlyPrice } from '../account/recurring-revenue.ts';
import { ownMember } from '../kernel/own-member.ts';
import type { BillingFields } from './meaning.ts';

/** A recurring item of a subscription. */
export interface RecurringItem {
  /** For its whole quantity; undefined if the subscription does not hold it, as with tiers and metered use. */
  amount: number | undefined;
  /** `day`, `week`, `month` or `year`; charged every `count` of them. */
  interval: string | undefined;
  count?: number | undefined;
}

/** A discount on each charge of a subscription. */
export interface Discount {
  percent?: number | undefined;
  /** Once per charge, in the unit of the items. */
  amount?: number | undefined;
}

/**
 * The monthly price of the items, rounded to a whole unit: a twelfth of the yearly price, with 365 days in a year.
 * Undefined without items; null if an item's price or interval is unknown.
 */
export const monthlyPrice = (items: readonly RecurringItem[], discount: Discount = {}): number | null | undefined => {
  const [first] = items;
  if (first === undefined) return undefined;
  const off = discount.amount === undefined ? [] : [{ ...first, amount: -discount.amount }];
  const parts = [...items, ...off].map(monthlyPart);
  if (parts.some(part => part === undefined)) return null;
  const whole = parts.reduce<Fraction>((sum, part = nothing) => plus(sum, part), nothing);
  const kept = Math.round((100 - (discount.percent ?? 0)) * 10_000);
  return Math.max(0, rounded(times(whole, { part: kept, of: 1_000_000 })));
};

/** The price as fields of a subscription's event. */
export const priceFields = ({ mrr, currency, paidSince }: Undefinable<MonthlyPrice>): BillingFields =>
  mrr === undefined ? {} : { mrr, currency: currency?.toLowerCase(), paidSince };

type Undefinable<Whole> = { [Name in keyof Whole]: Whole[Name] | undefined };

/** Charges per year by interval. */
const charges: Readonly<Record<string, Fraction | undefined>> = {
  day: { part: 365, of: 1 },
  week: { part: 365, of: 7 },
  month: { part: 12, of: 1 },
  year: { part: 1, of: 1 },
};

const monthlyPart = ({ amount, interval = '', count = 1 }: RecurringItem): Fraction | undefined => {
  const aYear = ownMember(charges, interval);
  if (amount === undefined || aYear === undefined || !Number.isInteger(count) || count < 1) return undefined;
  return times({ part: amount, of: 12 * count }, aYear);
};

/** Fractions are exact; floats may round half a cent either way. */
interface Fraction {
  part: number;
  of: number;
}

const nothing: Fraction = { part: 0, of: 1 };

const plus = (a: Fraction, b: Fraction): Fraction => reduced(a.part * b.of + b.part * a.of, a.of * b.of);
const times = (a: Fraction, b: Fraction): Fraction => reduced(a.part * b.part, a.of * b.of);

const reduced = (part: number, of: number): Fraction => {
  const divisor = commonDivisor(Math.abs(part), of);
  return { part: part / divisor, of: of / divisor };
};

const commonDivisor = (a: number, b: number): number => (b === 0 ? a || 1 : commonDivisor(b, a % b));

const rounded = ({ part, of }: Fraction): number => Math.round(part / of);
