import type { RevenueRules } from '../definition/revenue-rules.ts';
import { decimalsOf } from '../kernel/minor-units.ts';
import { ownMember } from '../kernel/own-member.ts';
import { type Month, monthStart } from './month.ts';

/**
 * Converts an amount to the report's currency at the rate of the month's first day, both in smallest units, rounding
 * half up. `undefined` if the policy has no rate for that day: such amounts are reported separately and never added.
 */
export const converted = (amount: number, currency: string, month: Month, rules: RevenueRules): number | undefined => {
  const rate = rateOf(currency, month, rules);
  if (rate === undefined) return undefined;
  return times(amount, rate, decimalsOf(rules.currency) - decimalsOf(currency));
};

/** Exchange rate to the report's currency for the whole month. */
export const rateOf = (currency: string, month: Month, { currency: own, rates }: RevenueRules): number | undefined => {
  if (currency === own) return 1;
  const first = monthStart(month).slice(0, 10);
  return rates.filter(({ from, worth }) => from <= first && ownMember(worth, currency) !== undefined).at(-1)?.worth[
    currency
  ];
};

const digits = 12;

/** In integers: 1.005 times 100 is 100.5, but less in floating point. */
const times = (amount: number, rate: number, shift: number): number => {
  const scaled = BigInt(Math.round(amount)) * BigInt(rate.toFixed(digits).replace('.', '')) * 10n ** BigInt(3 + shift);
  const whole = 10n ** BigInt(digits + 3);
  return Number((2n * scaled + whole) / (2n * whole));
};
