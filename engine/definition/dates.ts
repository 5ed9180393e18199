import { Temporal } from 'temporal-polyfill';
import { type CalendarDate, dateOfDay, dayNumberOf, isDayNumber, weekdayOf } from '../kernel/instant.ts';

/** Dates of years beyond 9999, which clocks gone wrong may name, are left to the calendar library. */
const isCommon = (date: CalendarDate): boolean => date.length === 10;

export const plusDays = (date: CalendarDate, days: number): CalendarDate => {
  const day = isCommon(date) ? dayNumberOf(date) + days : Number.NaN;
  return isDayNumber(day) ? dateOfDay(day) : Temporal.PlainDate.from(date).add({ days }).toString();
};

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  isCommon(from) && isCommon(to)
    ? dayNumberOf(to) - dayNumberOf(from)
    : Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;

/** Monday is 1 (ISO 8601). */
export const dayOfWeek = (date: CalendarDate): number =>
  isCommon(date) ? weekdayOf(dayNumberOf(date)) : Temporal.PlainDate.from(date).dayOfWeek;

/** Monday of the ISO week of a date. */
export const mondayOf = (date: CalendarDate): CalendarDate => plusDays(date, 1 - dayOfWeek(date));

/** The date itself if it is a Monday, else the next one. */
export const mondayFrom = (date: CalendarDate): CalendarDate =>
  dayOfWeek(date) === 1 ? date : plusDays(mondayOf(date), 7);

/** Of the ISO week that a date falls into, such as `2026-W09`: of the year that its Thursday lies in (ISO 8601). */
export const weekName = (date: CalendarDate): string => {
  const thursday = plusDays(mondayOf(date), 3);
  const [year = ''] = thursday.split('-');
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
};
