import type { UsageMark } from '../account/account.ts';
import { accountTimezone } from '../account/account-timezone.ts';
import { knownSince } from '../account/known-since.ts';
import { localDate, mondayOf, plusDays, startOfDay } from '../definition/calendar.ts';
import type { CalendarDate, Instant, TimeZone } from '../kernel/instant.ts';
import { memoize } from '../kernel/memoize.ts';
import type { EvaluationContext } from './condition-kind.ts';
import { daysBefore } from './windows.ts';

/**
 * User-days of an event in each of the last complete ISO weeks of the account's zone, the oldest first: on how many days
 * how many users did it. Nothing where the account was not known since the first of those weeks began.
 */
export const userDaysByWeek = (event: string, weeks: number, context: EvaluationContext): number[] | undefined => {
  const timezone = accountTimezone(context.profile);
  const thisWeek = mondayOf(localDate(context.now, timezone));
  const first = plusDays(thisWeek, -7 * weeks);
  const known = knownSince(context.profile);
  const days = startsOfDays(first, 7 * weeks + 1, timezone);
  const [begins, ends] = [days[0] ?? '', days.at(-1) ?? ''];
  if (known === undefined || known > begins) return undefined;
  const userDays = new Set(
    context.usage
      .filter(mark => mark.event === event && mark.user !== '' && mark.at >= begins && mark.at < ends)
      .map(mark => `${dayOf(mark, days)} ${mark.user}`),
  );
  const counts = Array.from({ length: weeks }, () => 0);
  for (const userDay of userDays) {
    const week = Math.floor(Number.parseInt(userDay, 10) / 7);
    counts[week] = (counts[week] ?? 0) + 1;
  }
  return counts;
};

/** Accounts of a zone share their weeks, and several values look at the same ones. */
const startsOfDays = memoize((first: CalendarDate, days: number, timezone: TimeZone): readonly Instant[] =>
  Array.from({ length: days }, (_, day) => startOfDay(plusDays(first, day), timezone)),
);

/** Usage of the weeks, and of the one that has begun, in any zone of the world. */
export const weeksSince = (weeks: number, now: Instant): Instant => daysBefore(now, 7 * (weeks + 1) + 1);

/** The next week begins, and two hours are left for what comes late. */
export const nextWeekAt = ({ now, profile }: Pick<EvaluationContext, 'now' | 'profile'>): Instant => {
  const timezone = accountTimezone(profile);
  const monday = startOfDay(mondayOf(localDate(now, timezone)), timezone);
  const settled = afterMidnight(monday);
  return settled > now ? settled : afterMidnight(startOfDay(plusDays(mondayOf(localDate(now, timezone)), 7), timezone));
};

const afterMidnight = (monday: Instant): Instant => new Date(Date.parse(monday) + 2 * 3_600_000).toISOString();

/** Number of the day among those that begin at these instants, by halving. */
const dayOf = ({ at }: UsageMark, days: readonly Instant[]): number => {
  let [low, high] = [0, days.length - 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((days[middle] ?? '') <= at) low = middle;
    else high = middle;
  }
  return low;
};
