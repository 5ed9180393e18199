/** Days since 1970-01-01. The years 0 to 9999 have dates that sort as text; other days have no place here. */
export type DayNumber = number;

const [firstDay, lastDay] = [-719_528, 2_932_896];

export const isDayNumber = (day: number): boolean => day >= firstDay && day <= lastDay;

/** Of a date, or of a text that begins with one. */
export const dayNumberOf = (date: string): DayNumber => {
  const month = twoDigits(date, 5);
  // Years that begin in March have their leap day at the end (Howard Hinnant, "chrono-compatible low-level date algorithms").
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

/** Those of 27 years. */
const mostDates = 10_000;
const dates = new Map<DayNumber, string>();

/** The number that two digits of a text make. */
export const twoDigits = (text: string, at: number): number =>
  text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * zero;

const zero = 48;
