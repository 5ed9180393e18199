import type { AccountSnapshot } from '../account.ts';
import type { Instant } from '../instant.ts';
import type { Policy } from '../policy.ts';
import type { Task } from '../task.ts';
import { standIn } from './assign.ts';
import { acknowledgeBy } from './service-level.ts';
import { awake, type ChangedTask, changed } from './task-changes.ts';
import { calendarOf, csmOf, type Team } from './team.ts';

/** When time alone changes one of the account's tasks next. */
export const taskDeadline = ({ tasks }: Pick<AccountSnapshot, 'tasks'>): Instant | undefined =>
  tasks.flatMap(task => deadlineOf(task) ?? []).sort()[0];

/**
 * When a snooze ends, or a service level is missed. A task that was breached is the lead's, and has no further level. One that a
 * journey waits for is breached by the wait when it is due.
 */
export const deadlineOf = (task: Task): Instant | undefined => {
  if (task.status === 'snoozed') return task.snoozedUntil;
  if (task.status === 'resolved' || task.breachedAt !== undefined) return undefined;
  const due = task.awaited ? undefined : task.dueAt;
  if (task.status === 'acknowledged') return due;
  const isSooner = task.acknowledgeBy < task.dueAt;
  return isSooner ? task.acknowledgeBy : due;
};

/** What time does to a task; nothing while its deadline is to come. */
export const afterDeadline = (
  task: Task,
  policy: Pick<Policy, 'businessCalendar' | 'taskPool'>,
  team: Team,
  now: Instant,
): ChangedTask | undefined => {
  const deadline = deadlineOf(task);
  if (deadline === undefined || deadline > now) return undefined;
  return task.status === 'snoozed' ? woken(task, policy, team, now) : breached(task, policy, team, now);
};

/** It asks for attention as if it had been opened now, and is not overdue for having slept past its date. */
const woken = (task: Task, policy: Pick<Policy, 'businessCalendar'>, team: Team, now: Instant): ChangedTask => {
  const calendar = calendarOf(task.owner, team, policy.businessCalendar);
  const inDigest = task.inDigest === true;
  const by = acknowledgeBy({ severity: task.severity, inDigest }, now, calendar);
  return changed(awake(task), 'woken', { status: 'open', acknowledgeBy: by, dueAt: task.dueAt > by ? task.dueAt : by });
};

/** Goes to the owner's lead, or whoever stands in; where there is none it stays, and is listed as breached. */
const breached = (
  task: Task,
  policy: Pick<Policy, 'businessCalendar' | 'taskPool'>,
  team: Team,
  now: Instant,
): ChangedTask => {
  const lead = csmOf(task.owner, team)?.lead;
  const owner = lead === undefined ? undefined : (standIn(lead, policy, team, now) ?? lead);
  return changed(task, 'breached', {
    breachedAt: now,
    ...(owner !== undefined && { owner, assignedBy: 'lead', status: 'open' }),
  });
};
