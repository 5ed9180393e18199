import { memoize } from './memoize.ts';
import { decimalsOf } from './minor-units.ts';
import type { Scalar } from './scalar.ts';

export interface Money {
  amount: number;
  /** ISO 4217, in letters of either case. */
  currency: string;
  /** Billing events use the currency's smallest unit, as Stripe does; attributes such as `arr` use whole units. */
  unit: 'minor' | 'major';
}

/** The currency of `arr`, which has none of its own. */
export const revenueCurrency = 'usd';

/** An amount's currency and unit. */
export type MoneyUnit = Omit<Money, 'amount'>;

/** Yearly revenue is the account attribute whose numbers are money. */
export const moneyOfAttribute = (name: string): MoneyUnit | undefined =>
  name === 'arr' ? { currency: revenueCurrency, unit: 'major' } : undefined;

/** The amount is the field of a billing event that is money. */
export const moneyOfField = (name: string, { currency }: Readonly<Record<string, Scalar>>): MoneyUnit | undefined =>
  name === 'amount' && typeof currency === 'string' ? { currency, unit: 'minor' } : undefined;

/** Money as people write it, never rounded: `$4,900.00`, `¥5,000`, `HUF 12,500`, `HUF 12,500.50`. */
export const moneyText = ({ amount, currency, unit }: Money, locale = 'en-US'): string => {
  const code = currency.toUpperCase();
  const decimals = decimalsOf(code);
  const value = unit === 'minor' ? shifted(amount, decimals) : amount;
  if (!/^[A-Z]{3}$/.test(code)) return `${plain(locale).format(value)} ${currency}`;
  const isWhole = Number.isInteger(Number(value));
  const usual = isWhole && unit === 'major' ? 0 : usualDigits(code);
  return withDigits(locale, code, isWhole ? usual : Math.max(usual, decimals)).format(value);
};

/** Yearly revenue, as attributes give it: `$24,000`. */
export const revenueText = (amount: number): string => moneyText({ amount, currency: revenueCurrency, unit: 'major' });

/** A decimal as text if the amount is a safe integer, because division would lose digits of large amounts. */
const shifted = (amount: number, decimals: number): number | `${number}` =>
  Number.isSafeInteger(amount) ? (`${amount}e-${decimals}` as `${number}`) : amount / 10 ** decimals;

const plain = memoize((locale: string) => new Intl.NumberFormat(locale));

const withDigits = memoize(
  (locale: string, currency: string, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
);

/** Round amounts as people write them: forints without fillér, although processors count fillér. */
const usualDigits = memoize(
  (currency: string) =>
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2,
);
