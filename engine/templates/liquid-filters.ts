import type { Context } from 'liquidjs';
import { dateIn } from '../definition/calendar.ts';
import { instant } from '../kernel/instant.ts';
import { memoize } from '../kernel/memoize.ts';
import { moneyText } from '../kernel/money.ts';
import { instantOf, readDate } from '../kernel/read-date.ts';

interface FilterThis {
  context: Context;
}

/**
 * A calendar date (`2027-03-01`) or an instant, formatted for the template's locale: `March 1, 2027`. An instant falls
 * on its calendar date in the account's time zone.
 */
export function longDate(this: FilterThis, value: unknown): string {
  if (isNothing(value)) return '';
  const date = dateIn(value, timezoneOf(this.context)) ?? noDate(value, 'longDate');
  return dateFormat(localeOf(this.context), 'UTC').format(new Date(`${date}T00:00:00Z`));
}

/** The calendar date `days` later. */
export function plusDays(this: FilterThis, value: unknown, days: unknown): string {
  if (isNothing(value)) return '';
  const said = readDate(value) ?? noDate(value, 'plusDays');
  const shifted = instant(Date.parse(instantOf(said)) + Number(days) * millisecondsPerDay);
  return said.offset === undefined ? shifted.slice(0, 10) : shifted;
}

/** A number with the separators of the template's locale: `1,240`. */
export function number(this: FilterThis, value: unknown): string {
  if (isNothing(value)) return '';
  return numberFormat(localeOf(this.context)).format(toNumber(value, 'number'));
}

/** Formats an amount in the currency's smallest unit, as in billing events: `{{ amount | money: currency }}`. */
export function money(this: FilterThis, value: unknown, currency: unknown): string {
  if (isNothing(value) || isNothing(currency)) return '';
  const amount = toNumber(value, 'money');
  return moneyText({ amount, currency: String(currency), unit: 'minor' }, localeOf(this.context));
}

const millisecondsPerDay = 86_400_000;

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';

const noDate = (value: unknown, filter: string): never => {
  throw new Error(`${filter} needs a date like 2027-03-01, not "${String(value)}"`);
};

const toNumber = (value: unknown, filter: string): number => {
  const result = Number(value);
  if (!Number.isFinite(result)) throw new Error(`${filter} needs a number, not "${String(value)}"`);
  return result;
};

const localeOf = (context: Context): string => String(Reflect.get(context.globals, 'renderLocale') ?? 'en');

// An unknown zone counts as UTC, so that the mail is still sent.
const timezoneOf = (context: Context): string => {
  const account: unknown = Reflect.get(context.environments, 'account');
  const name: unknown = typeof account === 'object' && account !== null ? Reflect.get(account, 'timezone') : undefined;
  if (typeof name !== 'string') return 'UTC';
  try {
    return dateFormat('en', name).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
};

// Cached: creating a formatter takes far longer than using it.
const dateFormat = memoize(
  (locale: string, timeZone: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }),
);
const numberFormat = memoize((locale: string) => new Intl.NumberFormat(locale));
