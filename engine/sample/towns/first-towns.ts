import { american, everywhere, german } from './holidays.ts';
import type { Town } from './town.ts';

/** Towns of the first customers, whose names all follow one pattern. */
export const firstTowns: readonly Omit<Town, 'companies'>[] = [
  {
    timezone: 'America/New_York',
    utcOffset: -5,
    locale: 'en-US',
    currency: 'usd',
    people: 'mixed',
    holidays: american,
  },
  { timezone: 'America/Chicago', utcOffset: -6, locale: 'en-US', currency: 'usd', people: 'mixed', holidays: american },
  {
    timezone: 'America/Los_Angeles',
    utcOffset: -8,
    locale: 'en-US',
    currency: 'usd',
    people: 'mixed',
    holidays: american,
  },
  { timezone: 'Europe/London', utcOffset: 0, locale: 'en-GB', currency: 'gbp', people: 'mixed', holidays: everywhere },
  { timezone: 'Europe/Berlin', utcOffset: 1, locale: 'de-DE', currency: 'eur', people: 'mixed', holidays: german },
  { timezone: 'Europe/Madrid', utcOffset: 1, locale: 'en', currency: 'eur', people: 'mixed', holidays: everywhere },
  { timezone: 'Asia/Kolkata', utcOffset: 5.5, locale: 'en-IN', currency: 'usd', people: 'mixed', holidays: everywhere },
  {
    timezone: 'Australia/Sydney',
    utcOffset: 10,
    locale: 'en-AU',
    currency: 'usd',
    people: 'mixed',
    holidays: everywhere,
  },
];
