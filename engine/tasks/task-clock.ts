import type { AccountSnapshot, Profile } from '../account/account.ts';
import type { DuePart } from '../account/due-part.ts';
import type { Task } from '../account/task.ts';
import type { Policy } from '../definition/policy.ts';
import { calendarOf, csmOf, type Team } from '../definition/team.ts';
import type { Instant } from '../kernel/instant.ts';
import { assigned, candidates, standIn } from './assign.ts';
import type { PooledTask } from './choose-pool.ts';
import { acknowledgeBy } from './service-level.ts';
import { awake, type ChangedTask, changed } from './task-changes.ts';

/** When time alone changes one of the account's tasks next, as part of the account's due times. */
export const taskDue: DuePart = ({ snapshot }) => {
  const at = taskDeadline(snapshot);
  return at === undefined ? [] : [{ at }];
};

/** When time alone changes one of the account's tasks next. */
export const taskDeadline = ({ tasks }: Pick<AccountSnapshot, 'tasks'>): Instant | undefined =>
  tasks.flatMap(task => deadlineOf(task) ?? []).sort()[0];

/**
 * When a snooze ends, or a service level is missed. A breached task has no further service level. If a journey waits
 * for the task, that wait records the breach at the due time, so only its acknowledgment counts here.
 */
export const deadlineOf = (task: Task): Instant | undefined => {
  if (task.status === 'snoozed') return task.snoozedUntil;
  if (task.status === 'resolved' || task.breachedAt !== undefined) return undefined;
  const due = task.awaited ? undefined : task.dueAt;
  if (task.status === 'acknowledged') return due;
  const isSooner = task.acknowledgeBy < task.dueAt;
  return isSooner ? task.acknowledgeBy : due;
};

/** The effect of time on a task; undefined before its deadline. */
export const afterDeadline = (task: Task, overdue: Overdue): ChangedTask | undefined => {
  const deadline = deadlineOf(task);
  if (deadline === undefined || deadline > overdue.now) return undefined;
  return task.status === 'snoozed' ? woken(task, overdue) : breached(task, overdue);
};

/** Inputs of the decision about a late task. */
export interface Overdue {
  policy: Pick<Policy, 'businessCalendar' | 'taskPool'>;
  team: Team;
  now: Instant;
  /** Profile of the task's account. */
  profile: Profile | undefined;
  /** Data to choose a new owner by if the task's owner left the team. */
  pooling?: Pick<PooledTask, 'pools' | 'context'>;
}

/**
 * Ends a snooze: the task must be acknowledged as if opened now, and is not overdue if it was snoozed past its due
 * time.
 */
const woken = (task: Task, { policy, team, now }: Overdue): ChangedTask => {
  const calendar = calendarOf(task.owner, team, policy.businessCalendar);
  const inDigest = task.inDigest === true;
  const by = acknowledgeBy({ severity: task.severity, inDigest }, now, calendar);
  return changed(awake(task), 'woken', { status: 'open', acknowledgeBy: by, dueAt: task.dueAt > by ? task.dueAt : by });
};

/** Escalates to the owner's lead or the lead's stand-in; without a lead the owner keeps the task. */
const breached = (task: Task, overdue: Overdue): ChangedTask =>
  changed(task, 'breached', { breachedAt: overdue.now, ...nextHolder(task, overdue) });

/** The owner after a breach. If the owner left the team, the task is assigned as if opened now. */
const nextHolder = (task: Task, { policy, team, now, profile, pooling }: Overdue): Partial<Task> => {
  const csm = csmOf(task.owner, team);
  if (csm === undefined && team.length > 0) {
    const pooled = pooling && { type: task.type, reason: task.reason, to: task.to, ...pooling };
    return { ...assigned(candidates(profile, policy, team, now, pooled), new Map()), status: 'open' };
  }
  const lead = csm?.lead;
  if (lead === undefined) return {};
  const owner = standIn(lead, policy, team, now) ?? lead;
  return { owner, assignedBy: 'lead', status: 'open', ...(owner !== task.owner && { formerOwner: task.owner }) };
};
