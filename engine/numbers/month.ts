import type { Instant } from '../kernel/instant.ts';

/** A month in UTC, such as `2026-10`. */
export type Month = string;

export const monthOf = (at: Instant): Month => at.slice(0, 7);

export const monthStart = (month: Month): Instant => `${month}-01T00:00:00.000Z`;

/** @param by may be negative */
export const plusMonths = (month: Month, by: number): Month => {
  const [year, number] = month.split('-').map(Number);
  const months = (year ?? 0) * 12 + (number ?? 1) - 1 + by;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
};

/** The first instant after the month. */
export const monthEnd = (month: Month): Instant => monthStart(plusMonths(month, 1));

/** Both included, in order. */
export const monthsBetween = (first: Month, last: Month): Month[] => {
  const months: Month[] = [];
  for (let month = first; month <= last; month = plusMonths(month, 1)) months.push(month);
  return months;
};

/** `undefined` if the text isn't a month. */
export const readMonth = (text: string): Month | undefined => (/^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined);
