import { dateIn } from '../definition/calendar.ts';
import { formatNumber } from '../kernel/counted.ts';
import type { TimeZone } from '../kernel/instant.ts';
import { type MoneyUnit, moneyOfField, moneyText } from '../kernel/money.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { formatDate } from './format-clock.ts';

/** The value of an attribute or a field: `high`, `1,200`, `March 2, 2026`, `unknown`. */
export const formatKnown = (value: Scalar | undefined, timezone: TimeZone): string => {
  if (value === null || value === undefined) return 'unknown';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const date = /^\d{4}-\d\d-\d\d/.test(value) ? dateIn(value, timezone) : undefined;
  return date === undefined ? value : formatDate(date);
};

/** `$24,000`; for an amount that conditions compare in the currency's smallest unit, both: `490,123 ($4,901.23)`. */
export const formatMoney = (amount: number, money: MoneyUnit): string => {
  const text = moneyText({ ...money, amount });
  return money.unit === 'minor' ? `${formatNumber(amount)} (${text})` : text;
};

/** The value of an event's field. */
export const formatField = (fields: Readonly<Record<string, Scalar>>, name: string, timezone: TimeZone): string => {
  const value = fields[name];
  const money = moneyOfField(name, fields);
  return money && typeof value === 'number' ? formatMoney(value, money) : formatKnown(value, timezone);
};
