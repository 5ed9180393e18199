import { endOfTime } from '../account/marks.ts';
import { accountTimezone, knownSince } from '../account/profile.ts';
import type { UsageMark } from '../account/usage-mark.ts';
import { localDate, startOfDay } from '../definition/calendar.ts';
import { mondayOf, plusDays } from '../definition/dates.ts';
import type { CalendarDate, Instant, TimeZone } from '../kernel/instant.ts';
import { memoize, memoizeByObject } from '../kernel/memoize.ts';
import type { EvaluationContext } from './condition-kind.ts';
import { daysBefore } from './windows.ts';

/**
 * User-days of an event in each of the last complete ISO weeks of the account's zone, the oldest first: on how many days
 * how many users did it. Nothing where the account was not known since the first of those weeks began.
 */
export const userDaysByWeek = (event: string, weeks: number, context: EvaluationContext): number[] | undefined => {
  const counts: number[] = [];
  for (let weeksAgo = weeks; weeksAgo > 0; weeksAgo--) {
    const count = userDaysOf(event, weeksAgo, context);
    if (count === undefined) return undefined;
    counts.push(count);
  }
  return counts;
};

/** Those of one week, so many weeks before the one that has begun. */
export const userDaysOf = (event: string, weeksAgo: number, context: EvaluationContext): number | undefined =>
  weeksOf(context)(event, weeksAgo);

/** A condition and its evidence ask for the same weeks again and again. */
const weeksOf = memoizeByObject(({ now, profile, usage }: EvaluationContext) => {
  const timezone = accountTimezone(profile);
  const known = knownSince(profile);
  const monday = mondayOf(localDate(now, timezone));
  return memoize((event: string, weeksAgo: number): number | undefined => {
    const days = startsOfDays(plusDays(monday, -7 * weeksAgo), timezone);
    const [begins, ends] = [days[0] ?? '', days[7] ?? ''];
    if (known === undefined || known > begins) return undefined;
    return usage.of(event).tally(begins, ends, `user-days ${timezone}`, marks => countUserDays(marks, days));
  });
});

const countUserDays = (marks: readonly UsageMark[], days: readonly Instant[]): number => {
  const userDays = new Set<string>();
  let day = 0;
  for (const { at, user } of marks) {
    while (at >= (days[day + 1] ?? endOfTime)) day++;
    if (user !== '') userDays.add(`${day} ${user}`);
  }
  return userDays.size;
};

/** Where the days of a week begin, and the next week. Accounts of a zone share their weeks. */
const startsOfDays = memoize((monday: CalendarDate, timezone: TimeZone): readonly Instant[] =>
  Array.from({ length: 8 }, (_, day) => startOfDay(plusDays(monday, day), timezone)),
);

/** Usage of the weeks, and of the one that has begun, in any zone of the world. */
export const weeksSince = (weeks: number, now: Instant): Instant => daysBefore(now, 7 * (weeks + 1) + 1);

/** The next week begins, and two hours are left for late events. */
export const nextWeekAt = ({ now, profile }: Pick<EvaluationContext, 'now' | 'profile'>): Instant => {
  const timezone = accountTimezone(profile);
  const monday = startOfDay(mondayOf(localDate(now, timezone)), timezone);
  const settled = afterMidnight(monday);
  return settled > now ? settled : afterMidnight(startOfDay(plusDays(mondayOf(localDate(now, timezone)), 7), timezone));
};

const afterMidnight = (monday: Instant): Instant => new Date(Date.parse(monday) + 2 * 3_600_000).toISOString();
