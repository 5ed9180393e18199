/** An instant in UTC, always `YYYY-MM-DDTHH:mm:ss.sssZ`, so that two of them compare as strings. */
export type Instant = string;

/**
 * An instant in UTC to the second, `YYYY-MM-DDTHH:mm:ssZ`: the one form that timelines show and Step Functions reads.
 */
export type Second = string;

/** A calendar date, `YYYY-MM-DD`. */
export type CalendarDate = string;

/** A time of day, `HH:mm`. */
export type TimeOfDay = string;

/** An IANA time zone name, such as `Europe/Berlin`. */
export type TimeZone = string;

/** From milliseconds since 1970, or an instant to the second. `instantIn` parses external times. */
export const instant = (of: number | Second): Instant => {
  const milliseconds = typeof of === 'number' ? Math.trunc(of) : Number.NaN;
  const day = Math.floor(milliseconds / dayLength);
  if (!isDayNumber(day)) return new Date(of).toISOString();
  const time = milliseconds - day * dayLength;
  const seconds = Math.floor(time / 1000);
  const minutes = Math.floor(seconds / 60);
  const clock = `${padded[Math.floor(minutes / 60)]}:${padded[minutes % 60]}:${padded[seconds % 60]}`;
  return `${dateOfDay(day)}T${clock}.${String(1000 + (time % 1000)).slice(1)}Z`;
};

export const toSecond = (at: Instant): Second => `${at.slice(0, 19)}Z`;

/** Sorts right behind the instant: the end of a window that includes it. */
export const through = (at: Instant): Instant => `${at}~`;

export const plusSeconds = (at: Instant, seconds: number): Instant => instant(millisecondsOf(at) + seconds * 1000);

/** The first whole hour at or after an instant. */
export const wholeHourFrom = (at: Instant): Instant => instant(Math.ceil(millisecondsOf(at) / hourLength) * hourLength);

const hourLength = 3_600_000;
const dayLength = 86_400_000;
const padded: readonly string[] = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/**
 * Milliseconds since 1970. Avoids `Date.parse`, which is slower, because instants are computed more than anything else.
 */
const millisecondsOf = (at: Instant): number => {
  if (at.length !== 24) return Date.parse(at);
  const minutes = twoDigits(at, 11) * 60 + twoDigits(at, 14);
  const seconds = minutes * 60 + twoDigits(at, 17);
  return dayNumberOf(at) * dayLength + seconds * 1000 + Number(at.slice(20, 23));
};

/** Days since 1970-01-01, within the years 0 to 9999, whose dates sort as text. */
type DayNumber = number;

const [firstDay, lastDay] = [-719_528, 2_932_896];

export const isDayNumber = (day: number): boolean => day >= firstDay && day <= lastDay;

/** The day number of a date, or of a text that begins with one. */
export const dayNumberOf = (date: string): DayNumber => {
  const month = twoDigits(date, 5);
  // Years that begin in March have their leap day at the end (Howard Hinnant, "chrono-compatible low-level date
  // algorithms").
  const year = twoDigits(date, 0) * 100 + twoDigits(date, 2) - (month <= 2 ? 1 : 0);
  const century = Math.floor(year / 100);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + twoDigits(date, 8);
  return 365 * year + Math.floor(year / 4) - century + Math.floor(century / 4) + dayOfYear - 719_469;
};

export const dateOfDay = (day: DayNumber): string => {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
  if (dates.size >= mostDates) dates.clear();
  dates.set(day, date);
  return date;
};

/** Monday is 1 (ISO 8601). */
export const weekdayOf = (day: DayNumber): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** Cache size: the dates of 27 years. */
const mostDates = 10_000;
const dates = new Map<DayNumber, string>();

/** The number formed by two digits of a text. */
const twoDigits = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * zero;

const zero = 48;
