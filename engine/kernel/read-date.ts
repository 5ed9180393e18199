import type { CalendarDate, Instant } from './instant.ts';
import { memoize, memoizeByObject } from './memoize.ts';

/** The parts of an ISO 8601 date or time as written. */
export interface WrittenDate {
  date: CalendarDate;
  /** `HH:mm:ss.sss`, where a time was given. */
  time?: string;
  /** Minutes east of UTC. Absent for a time without an offset. */
  offset?: number;
}

/**
 * Parses an ISO 8601 date, or date and time, in extended form: `2026-03-01`, `2026-03-01T09:30Z`,
 * `2026-03-01T09:30:00.123+05:45`, and the offsets that CRMs and databases write (`+0000`, `+00`). Returns `undefined`
 * for other text, because its parsing would depend on the JavaScript engine and the machine's time zone.
 */
export const readDate = (value: unknown): WrittenDate | undefined => {
  if (typeof value !== 'string') return undefined;
  return value.length > longestKept ? parse(value) : parseOnce(value);
};

const parse = (text: string): WrittenDate | undefined => {
  const parts = form.exec(text.trim());
  if (!parts) return undefined;
  const [, year, month, day, hour, minute = '00', second = '00', fraction = '', zone] = parts;
  const date = `${year}-${month}-${day}`;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > daysOf(Number(year), Number(month)))
    return undefined;
  if (hour === undefined) return { date };
  const offset = offsetOf(zone);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || Number.isNaN(offset)) return undefined;
  const time = `${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}`;
  return { date, time, ...(offset !== undefined && { offset }) };
};

/** Cached: an account's dates are read with each of its events, and an event's time by every API. */
const parseOnce = memoize(parse, 5_000);
const longestKept = 40;

/** The instant of a time with an offset. */
export const instantOf = memoizeByObject((said: WrittenDate): Instant => {
  const { date, time = midnight, offset = 0 } = said;
  return inSortableYears(new Date(Date.parse(`${date}T${time}Z`) - offset * 60_000).toISOString(), said);
});

/** `at`, unless the offset or zone leads out of the years 0 to 9999, which sort as text: then the time as if in UTC. */
export const inSortableYears = (at: Instant, { date, time = midnight }: WrittenDate): Instant =>
  at.length === 24 ? at : `${date}T${time}Z`;

const midnight = '00:00:00.000';

const form =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2})(?::(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

const daysOf = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** Minutes east of UTC; NaN for an offset that does not exist. */
const offsetOf = (zone: string | undefined): number | undefined => {
  if (zone === undefined) return undefined;
  if (/z/i.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', ''));
  return hours > 23 || minutes > 59 ? Number.NaN : Number(`${zone.charAt(0)}1`) * (hours * 60 + minutes);
};
