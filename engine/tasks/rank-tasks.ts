import type { Task } from '../account/task.ts';
import { localDate } from '../definition/calendar.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import { deadlineOf } from './task-clock.ts';

/** `now`: overdue, or due today in the reader's time zone. `snoozed`: until a time that the reader chose. */
export const taskGroups = ['now', 'next', 'snoozed'] as const;
export type TaskGroup = (typeof taskGroups)[number];

export interface RankedTask {
  task: Task;
  group: TaskGroup;
  /** When the task must be acknowledged or done, or when its snooze ends. */
  deadline: Instant;
}

/**
 * Open tasks in the order to work on them: by group, then by revenue times lateness. Lateness is 1 at the deadline,
 * grows by one a day after it, and shrinks with each day before it.
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

/** An account without revenue counts as a small one; otherwise its late tasks would never come up. */
const leastRevenue = 1_000;

const weightOf = ({ arrAtStake, breachedAt }: Task, deadline: Instant, now: Instant): number => {
  const late = breachedAt !== undefined && breachedAt < deadline ? breachedAt : deadline;
  const days = (Date.parse(now) - Date.parse(late)) / 86_400_000;
  const lateness = days >= 0 ? 1 + days : 1 / (1 - days);
  return Math.max(arrAtStake ?? 0, leastRevenue) * lateness;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
