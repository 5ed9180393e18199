import type { Task } from '../account/task.ts';
import { localDate } from '../definition/calendar.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import { deadlineOf } from './task-clock.ts';

/** `now`: missed, or due before the reader's day is over. `snoozed`: until a time that the reader chose. */
export const taskGroups = ['now', 'next', 'snoozed'] as const;
export type TaskGroup = (typeof taskGroups)[number];

export interface RankedTask {
  task: Task;
  group: TaskGroup;
  /** When its clock runs out: to acknowledge it, to have it done, or the end of its snooze. */
  deadline: Instant;
}

/**
 * Open tasks in the order in which to take them up: by group, then by money times lateness. Lateness grows by one a day
 * once the clock ran out, and before that falls with each day that is left.
 */
export const rankTasks = (tasks: readonly Task[], now: Instant, timezone: TimeZone): RankedTask[] =>
  tasks
    .filter(({ status }) => status !== 'resolved')
    .map(task => {
      const deadline = deadlineOf(task) ?? task.dueAt;
      return { task, deadline, group: groupOf(task, deadline, now, timezone), weight: weightOf(task, deadline, now) };
    })
    .sort(
      (a, b) =>
        taskGroups.indexOf(a.group) - taskGroups.indexOf(b.group) ||
        (a.group === 'snoozed' ? 0 : b.weight - a.weight) ||
        compare(a.deadline, b.deadline) ||
        compare(a.task.id, b.task.id),
    )
    .map(({ task, group, deadline }) => ({ task, group, deadline }));

const groupOf = (task: Task, deadline: Instant, now: Instant, timezone: TimeZone): TaskGroup => {
  if (task.status === 'snoozed') return 'snoozed';
  const isLate = task.breachedAt !== undefined || localDate(deadline, timezone) <= localDate(now, timezone);
  return isLate ? 'now' : 'next';
};

/** An account without revenue counts as a small one, or what is late there would never come up. */
const leastRevenue = 1_000;

const weightOf = ({ arrAtStake, breachedAt }: Task, deadline: Instant, now: Instant): number => {
  const late = breachedAt !== undefined && breachedAt < deadline ? breachedAt : deadline;
  const days = (Date.parse(now) - Date.parse(late)) / 86_400_000;
  const lateness = days >= 0 ? 1 + days : 1 / (1 - days);
  return Math.max(arrAtStake ?? 0, leastRevenue) * lateness;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
