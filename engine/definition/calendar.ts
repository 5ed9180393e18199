import { Temporal } from 'temporal-polyfill';
import type { Duration } from '../kernel/duration.ts';
import {
  type CalendarDate,
  type Instant,
  instant,
  plusSeconds,
  type Second,
  type TimeOfDay,
  type TimeZone,
  toSecond,
} from '../kernel/instant.ts';
import { memoize } from '../kernel/memoize.ts';
import { inSortableYears, instantOf, readDate } from '../kernel/read-date.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { dayOfWeek, plusDays } from './dates.ts';
import type { BusinessCalendar, Policy } from './policy.ts';
import { shareOfLength } from './share-of-length.ts';
import type { Wake } from './step-call.ts';

export interface WakeContext {
  /** When the enrolling event happened. */
  anchoredAt: Instant;
  /** When the previous step was done. */
  after: Instant;
  /** When each step was completed. */
  steps?: Readonly<Record<string, Instant>>;
  timezone: TimeZone;
  /** Date attributes of the account, and as `trigger.<field>` dates that the enrolling event said, as dates or instants. */
  dates: Readonly<Record<string, string | undefined>>;
  /** Fields of the enrolling event. */
  fields?: Readonly<Record<string, Scalar>>;
  calendar: BusinessCalendar;
}

/** When an enrollment wakes up; undefined if the date that it counts back from is missing or invalid. */
export const wakeAt = (wake: Wake, context: WakeContext): Second | undefined => {
  switch (wake.kind) {
    case 'after': {
      const from = (wake.since !== undefined && context.steps?.[wake.since]) || context.after;
      const due = roundUp(plusDuration(from, wake.duration, context.timezone, context.calendar));
      const latest = wake.atMost && endBefore(wake.atMost, context);
      return latest !== undefined && latest < due ? latest : due;
    }
    case 'day':
      return onDay(wake.day, wake, context);
    case 'before': {
      const date = dateIn(context.dates[wake.attribute], context.timezone);
      return date && onDate(plusDays(date, -wake.days), wake, context);
    }
    case 'share':
      return onDay(shareOfLength(wake, context.fields?.[wake.field]), wake, context);
  }
};

/** The last second before a wake-up, so that a period that ends at it does not overlap the one that begins with it. */
export const endBefore = (wake: Wake, context: WakeContext): Second | undefined => {
  const begins = wakeAt(wake, context);
  return begins && toSecond(plusSeconds(instant(begins), -1));
};

type TimeOfWake = Pick<Extract<Wake, { kind: 'day' }>, 'plus' | 'sendAt'>;

const onDay = (day: number, time: TimeOfWake, context: WakeContext): Second =>
  onDate(plusDays(localDate(context.anchoredAt, context.timezone), day), time, context);

/** Calendar units are added to the date, so that the send time stays; hours and business time to the instant. */
const onDate = (date: CalendarDate, { plus = [], sendAt }: TimeOfWake, { timezone, calendar }: WakeContext): Second =>
  plus
    .filter(each => !isCalendarTime(each))
    .reduce(
      (from, each) => roundUp(plusDuration(instant(from), each, timezone, calendar)),
      toSecond(atTime(dateAfter(date, plus.filter(isCalendarTime)), sendAt, timezone)),
    );

const dateAfter = (date: CalendarDate, plus: readonly Duration[]): CalendarDate =>
  plus.length === 0
    ? date
    : plus.reduce((from, { unit, amount }) => from.add({ [unit]: amount }), toDate(date)).toString();

const toDate = (date: CalendarDate): Temporal.PlainDate => Temporal.PlainDate.from(date);
const isCalendarTime = ({ unit }: Duration): boolean => unit === 'days' || unit === 'weeks' || unit === 'months';

/**
 * Minutes and hours are exact; days, weeks and months keep the time of day in the zone over clock changes, and months
 * clamp to the last day. Business time counts within the calendar's own zone and opening hours.
 */
export const plusDuration = (
  from: Instant,
  duration: Duration,
  timezone: TimeZone,
  calendar: BusinessCalendar,
): Instant => {
  const { unit, amount } = duration;
  if (unit === 'minutes') return plusSeconds(from, amount * 60);
  if (unit === 'hours') return plusSeconds(from, amount * 3600);
  if (unit === 'businessDays') return plusBusinessDays(from, amount, calendar);
  if (unit === 'businessHours') return plusBusinessHours(from, amount, calendar);
  return fromZoned(zoned(from, timezone).add({ [unit]: amount }));
};

/** Found between the beginnings of days, which are remembered: the calendar library takes long over each instant. */
export const localDate = (moment: Instant, timezone: TimeZone): CalendarDate => {
  const date = moment.slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return zoned(moment, timezone).toPlainDate().toString();
  if (moment < startOfDay(date, timezone)) return plusDays(date, -1);
  const next = plusDays(date, 1);
  return moment < startOfDay(next, timezone) ? date : next;
};

/** The calendar date that `value`, an ISO 8601 date or time, falls on in the zone; undefined if it is neither. */
export const dateIn = (value: unknown, timezone: TimeZone): CalendarDate | undefined => {
  const parsed = readDate(value);
  if (parsed?.offset === undefined) return parsed?.date;
  const date = localDate(instantOf(parsed), timezone);
  return date.length === 10 ? date : parsed.date;
};

/** The instant that `value`, an ISO 8601 date or time, names: in the zone unless it has an offset. Undefined if it is neither. */
export const instantIn = (value: unknown, timezone: TimeZone): Instant | undefined => {
  const parsed = readDate(value);
  if (parsed === undefined) return undefined;
  if (parsed.offset !== undefined || timezone === 'UTC') return instantOf(parsed);
  return inSortableYears(at(parsed.date, parsed.time ?? '00:00', timezone), parsed);
};

/** Accounts of a zone share their days. */
export const startOfDay = memoize((date: CalendarDate, timezone: TimeZone): Instant => at(date, '00:00', timezone));

/** A time that a clock change skips is taken after the gap, one that it repeats is taken the first time. */
export const atTime = memoize(
  (date: CalendarDate, time: TimeOfDay, timezone: TimeZone): Instant => at(date, time, timezone),
);

export const isTimeZone = (name: string): boolean => {
  const known = timeZones.get(name);
  if (known !== undefined) return known;
  const found = hasRules(name);
  if (timeZones.size < 1_000) timeZones.set(name, found);
  return found;
};

/** Looking a zone up takes the calendar library long, and every event of an account asks for its zone. */
const timeZones = new Map<string, boolean>();

const hasRules = (name: string): boolean => {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
};

/** End of the quiet hours that `from` falls into, if any. The start counts as quiet, the end does not. */
export const quietUntil = (from: Instant, quietHours: Policy['quietHours'], timezone: TimeZone): Second | undefined => {
  const time = timeIn(from, timezone).slice(0, 5);
  const { from: begins, to: ends } = quietHours;
  const overMidnight = begins > ends;
  const isQuiet = overMidnight ? time >= begins || time < ends : time >= begins && time < ends;
  if (!isQuiet) return undefined;
  const today = localDate(from, timezone);
  return toSecond(atTime(overMidnight && time >= begins ? plusDays(today, 1) : today, ends, timezone));
};

const at = (date: CalendarDate, time: TimeOfDay, timezone: TimeZone): Instant =>
  fromZoned(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: timezone, plainTime: time }));

const zoned = (moment: Instant, timezone: TimeZone) => Temporal.Instant.from(moment).toZonedDateTimeISO(timezone);
const fromZoned = (moment: Temporal.ZonedDateTime): Instant => instant(moment.epochMilliseconds);

const roundUp = (moment: Instant): Second => toSecond(plusSeconds(moment, moment.endsWith('.000Z') ? 0 : 1));

export const isWorkday = (date: CalendarDate, calendar: Pick<BusinessCalendar, 'workdays' | 'holidays'>): boolean =>
  calendar.workdays.includes(dayOfWeek(date)) && !calendar.holidays.includes(date);

const nextWorkday = (date: CalendarDate, calendar: BusinessCalendar): CalendarDate => {
  const next = plusDays(date, 1);
  return isWorkday(next, calendar) ? next : nextWorkday(next, calendar);
};

/** The same time of day, that many workdays later, but within opening hours; from a day off it counts from the next workday's opening. */
const plusBusinessDays = (from: Instant, amount: number, calendar: BusinessCalendar): Instant => {
  const start = atWork(from, calendar);
  let date = localDate(start, calendar.timezone);
  for (let day = 0; day < amount; day++) date = nextWorkday(date, calendar);
  return at(date, timeIn(start, calendar.timezone), calendar.timezone);
};

const plusBusinessHours = (from: Instant, amount: number, calendar: BusinessCalendar): Instant => {
  let start = atWork(from, calendar);
  let left = amount * 3_600_000;
  for (;;) {
    const date = localDate(start, calendar.timezone);
    const today = Date.parse(at(date, calendar.closes, calendar.timezone)) - Date.parse(start);
    if (left <= today) return plusSeconds(start, left / 1000);
    left -= today;
    start = at(nextWorkday(date, calendar), calendar.opens, calendar.timezone);
  }
};

/** `from` if it is within business hours, else the next opening. */
const atWork = (from: Instant, calendar: BusinessCalendar): Instant => {
  const date = localDate(from, calendar.timezone);
  const time = timeIn(from, calendar.timezone);
  if (!isWorkday(date, calendar) || time >= calendar.closes)
    return at(nextWorkday(date, calendar), calendar.opens, calendar.timezone);
  return time < calendar.opens ? at(date, calendar.opens, calendar.timezone) : from;
};

/** Time of day to the second, `HH:mm:ss`. On a day without a change of the clock it is the time since the day began. */
export const timeIn = (moment: Instant, timezone: TimeZone): string => {
  const date = localDate(moment, timezone);
  const begins = startOfDay(date, timezone);
  if (plusSeconds(begins, 86_400) !== startOfDay(plusDays(date, 1), timezone))
    return zoned(moment, timezone).toPlainTime().toString({ smallestUnit: 'second' });
  return instant(Date.parse(moment) - Date.parse(begins)).slice(11, 19);
};
