import type { CalendarDate } from '../kernel/instant.ts';
import { addSums, type JourneySums, journeySums } from './journey-sums.ts';
import type { SumsOfDay } from './sums-by-day.ts';

/** The total of sums of days and versions. */
export const totalSums = (sums: readonly SumsOfDay[]): JourneySums =>
  journeySums(addSums(...sums.map(each => each.sums)));

/** Each version with enrollments, the live one first, then the latest. */
export const versionsOf = (
  sums: readonly SumsOfDay[],
  live: string,
): { version: string; isLive: boolean; lastDay: CalendarDate; total: JourneySums }[] =>
  [...Map.groupBy(sums, ({ version }) => version)]
    .map(([version, own]) => ({
      version,
      isLive: version === live,
      lastDay: own.reduce((last, { day }) => (day > last ? day : last), ''),
      total: totalSums(own),
    }))
    .sort((a, b) => Number(b.isLive) - Number(a.isLive) || (a.lastDay < b.lastDay ? 1 : -1));

export interface EnrollmentPace {
  /** UTC day of the last enrollment. */
  last?: CalendarDate;
  /** Median number of days between two days with enrollments, once there are four such days. */
  usualGapDays?: number;
  /** Whether the last enrollment is more than twice `usualGapDays` ago. */
  isQuiet: boolean;
}

/** Whether a journey still enrolls as often as it did. */
export const paceOf = (sums: readonly SumsOfDay[], today: CalendarDate): EnrollmentPace => {
  const days = [...new Set(sums.flatMap(each => ((each.sums.enrolled ?? 0) > 0 ? [each.day] : [])))].sort();
  const last = days.at(-1);
  if (last === undefined) return { isQuiet: false };
  const gaps = days.slice(1).map((day, n) => daysBetween(days[n] ?? day, day));
  const usual = gaps.length < fewestGaps ? undefined : gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
  return {
    last,
    ...(usual !== undefined && { usualGapDays: usual }),
    isQuiet: usual !== undefined && daysBetween(last, today) > 2 * usual,
  };
};

/** Fewer gaps do not show what is usual. */
const fewestGaps = 3;

const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
