import type { OpenTasks } from '../account/routing.ts';
import { atTime, localDate, plusDuration } from '../definition/calendar.ts';
import { dayOfWeek, mondayFrom, plusDays } from '../definition/dates.ts';
import type { BusinessCalendar } from '../definition/policy.ts';
import type { Severity } from '../definition/task.ts';
import { businessDays, businessHours, type Duration } from '../kernel/duration.ts';
import type { CalendarDate, Instant, TimeOfDay } from '../kernel/instant.ts';

/** Earliest time of the digest, in the CSM's time zone. */
export const digestTime: TimeOfDay = '08:00';

/** Open tasks beyond which an owner is overloaded and further tasks wait for the digest. */
export const maxOpenTasks = 5;

/**
 * Does the task go to the Monday digest instead of an immediate notice? Severity 3 always does; severity 2 if the owner
 * already has `maxOpenTasks`; severity 1 never. It stays there when other tasks are done: a task that was never
 * announced does not become urgent.
 */
export const isForDigest = (severity: Severity, { now }: OpenTasks): boolean =>
  severity === 3 || (severity === 2 && now >= maxOpenTasks);

/**
 * When a task must be acknowledged: after its response time, which begins with the next digest for tasks of the digest.
 */
export const acknowledgeBy = (
  { severity, inDigest }: { severity: Severity; inDigest: boolean },
  from: Instant,
  calendar: BusinessCalendar,
): Instant => {
  const { timezone } = calendar;
  if (inDigest) return plusDuration(nextDigest(from, calendar), responseTimes[3], timezone, calendar);
  return plusDuration(from, responseTimes[severity], timezone, calendar);
};

/** By severity, from the task's opening, or from its digest. */
export const responseTimes: Record<Severity, Duration> = {
  1: businessHours(4),
  2: businessDays(1),
  3: businessDays(1),
};

/** The Monday of the digest that is due at that time; undefined on other days, and before `digestTime`. */
export const digestDue = (at: Instant, { timezone }: Pick<BusinessCalendar, 'timezone'>): CalendarDate | undefined => {
  if (!isMondaySomewhere(at)) return undefined;
  const today = localDate(at, timezone);
  return dayOfWeek(today) === 1 && at >= atTime(today, digestTime, timezone) ? today : undefined;
};

/** True from Sunday to Tuesday in UTC. A cheap check before every CSM's digest is looked at, each hour. */
export const isMondaySomewhere = (at: Instant): boolean => dayOfWeek(at.slice(0, 10)) % 7 <= 2;

/** Time of the next digest at or after `from`. */
export const nextDigest = (from: Instant, { timezone }: Pick<BusinessCalendar, 'timezone'>): Instant => {
  const monday = mondayFrom(localDate(from, timezone));
  const at = atTime(monday, digestTime, timezone);
  return at >= from ? at : atTime(plusDays(monday, 7), digestTime, timezone);
};
