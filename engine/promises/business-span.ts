import { isWorkday } from '../definition/calendar.ts';
import { daysBetween, plusDays } from '../definition/dates.ts';
import type { BusinessCalendar } from '../definition/policy.ts';
import type { CalendarDate } from '../kernel/instant.ts';

/** The longest span in dates of `amount` business days, from any date in the calendar's years and the year after. */
export const longestBusinessDays = (amount: number, calendar: BusinessCalendar): number => {
  const known = spans.get(calendar) ?? new Map<number, number>();
  spans.set(calendar, known);
  const found = known.get(amount) ?? Math.max(...startsOf(calendar).map(date => spanFrom(date, amount, calendar)));
  known.set(amount, found);
  return found;
};

const spans = new WeakMap<BusinessCalendar, Map<number, number>>();

const startsOf = ({ holidays }: BusinessCalendar): CalendarDate[] => {
  const years = holidays.length > 0 ? holidays.map(date => Number(date.slice(0, 4))) : [2026];
  const first: CalendarDate = `${Math.min(...years)}-01-01`;
  const count = (Math.max(...years) - Math.min(...years) + 1) * 366;
  return Array.from({ length: count }, (_, day) => plusDays(first, day));
};

/** On a day off, counting starts at the next workday. */
const spanFrom = (date: CalendarDate, amount: number, calendar: BusinessCalendar): number => {
  let at = date;
  while (!isWorkday(at, calendar)) at = plusDays(at, 1);
  for (let left = amount; left > 0; left--) {
    at = plusDays(at, 1);
    while (!isWorkday(at, calendar)) at = plusDays(at, 1);
  }
  return daysBetween(date, at);
};

/** Business hours of a workday. */
export const hoursOf = ({ opens, closes }: Pick<BusinessCalendar, 'opens' | 'closes'>): number =>
  (minuteOf(closes) - minuteOf(opens)) / 60;
const minuteOf = (time: string): number => 60 * Number(time.slice(0, 2)) + Number(time.slice(3, 5));
