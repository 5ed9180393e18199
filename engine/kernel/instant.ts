import { dateOfDay, dayNumberOf, isDayNumber, twoDigits } from './day-number.ts';

/** An instant in UTC, always `YYYY-MM-DDTHH:mm:ss.sssZ`, so that two of them compare as strings. */
export type Instant = string;

/** An instant in UTC to the second, `YYYY-MM-DDTHH:mm:ssZ`: the one form that timelines show and Step Functions reads. */
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

/** Sorts behind the instant and before all later ones: where a window ends that includes it. */
export const through = (at: Instant): Instant => `${at}~`;

export const plusSeconds = (at: Instant, seconds: number): Instant => instant(millisecondsOf(at) + seconds * 1000);

const dayLength = 86_400_000;
const padded: readonly string[] = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** Since 1970. Instants are added up more often than anything else, and the engine's own parser takes longer. */
const millisecondsOf = (at: Instant): number => {
  if (at.length !== 24) return Date.parse(at);
  const minutes = twoDigits(at, 11) * 60 + twoDigits(at, 14);
  const seconds = minutes * 60 + twoDigits(at, 17);
  return dayNumberOf(at) * dayLength + seconds * 1000 + Number(at.slice(20, 23));
};
