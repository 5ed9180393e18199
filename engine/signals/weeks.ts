import { createHash } from 'node:crypto';
import { localDate, startOfDay } from '../definition/calendar.ts';
import { mondayOf, plusDays, weekName } from '../definition/dates.ts';
import { type CalendarDate, type Instant, plusSeconds, type TimeZone } from '../kernel/instant.ts';
import { memoize } from '../kernel/memoize.ts';

/** A complete ISO week of an account. */
export interface Week {
  /** Such as `2026-W09`. */
  period: string;
  /** Where it ends, in the account's zone. */
  until: Instant;
}

/** The last ISO week that was complete by then. */
export const lastWeek = (now: Instant, timezone: TimeZone): Week => {
  const period = weekName(plusDays(mondayOf(localDate(now, timezone)), -1));
  return { period, until: endOf(period, timezone) };
};

/** Where an ISO week ends in a zone. */
export const endOf = (period: string, timezone: TimeZone): Instant => startOfDay(mondayAfter(period), timezone);

/** The ISO week that an instant falls into. */
export const weekOf = (at: Instant, timezone: TimeZone): string => weekName(localDate(at, timezone));

/** Weeks are looked at on Monday, two hours in, for devices that report late, and spread over an hour by the account's name. */
export const nextWeeklyEvaluation = (account: string, now: Instant, timezone: TimeZone): Instant => {
  const monday = mondayOf(localDate(now, timezone));
  const look = morningOf(account, monday, timezone);
  return look > now ? look : morningOf(account, plusDays(monday, 7), timezone);
};

/** Two hours into a day, spread over an hour by the account's name. */
export const morningOf = (account: string, date: CalendarDate, timezone: TimeZone): Instant =>
  plusSeconds(startOfDay(date, timezone), 7_200 + jitter(account));

/** When every zone of the world has had its Monday, so that what all accounts say of a week can be judged. */
export const weekKnownEverywhere = (period: string): Instant => `${mondayAfter(period)}T16:00:00.000Z`;

/** The fourth of January is always in the first week (ISO 8601). */
const mondayAfter = (period: string): CalendarDate =>
  plusDays(mondayOf(`${period.slice(0, 4)}-01-04`), 7 * Number(period.slice(6)));

const jitter = memoize(
  (account: string): number => createHash('sha256').update(account).digest().readUInt32BE() % 3_600,
);
