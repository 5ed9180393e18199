import type { BusinessCalendar } from '../../definition/policy.ts';
import type { Duration } from '../../kernel/duration.ts';

/** The fewest and the most days that something takes. */
export interface DayRange {
  least: number;
  most: number;
}

/** How many calendar days a duration can come to, whenever it begins. */
export const daysOf = ({ unit, amount }: Duration, calendar: BusinessCalendar): DayRange =>
  byUnit[unit](amount, calendar);

const exactly = (days: number): DayRange => ({ least: days, most: days });

const byUnit: Record<Duration['unit'], (amount: number, calendar: BusinessCalendar) => DayRange> = {
  minutes: amount => exactly(amount / 1440),
  hours: amount => exactly(amount / 24),
  days: exactly,
  weeks: amount => exactly(amount * 7),
  // 28 to 31 for one; 365 or 366 for twelve.
  months: amount => ({ least: Math.max(0, Math.floor(amount * 30.5) - 2), most: Math.ceil(amount * 30.5) }),
  businessDays: (amount, calendar) => businessDays(amount, calendar),
  businessHours: (amount, calendar) => businessDays(amount / hoursOpen(calendar), calendar),
};

/** At most it begins before a weekend and meets every holiday. */
const businessDays = (amount: number, { workdays, holidays }: BusinessCalendar): DayRange => {
  const daysOff = 7 - new Set(workdays).size;
  const weeks = Math.ceil(amount / Math.max(1, 7 - daysOff));
  return { least: amount, most: amount + (weeks + 1) * daysOff + Math.min(holidays.length, weeks * 7) };
};

const hoursOpen = ({ opens, closes }: BusinessCalendar): number => Math.max(1, hourOf(closes) - hourOf(opens));
const hourOf = (time: string): number => Number(time.slice(0, 2)) + Number(time.slice(3, 5)) / 60;
