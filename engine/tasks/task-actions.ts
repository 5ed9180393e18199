import type { DomainEvent } from '../account/event.ts';
import type { Task, TaskAct } from '../account/task.ts';
import { instantIn } from '../definition/calendar.ts';
import { mostPlaybookSteps, playbookStepId } from '../definition/playbook.ts';
import type { BusinessCalendar } from '../definition/policy.ts';
import { type TaskActionName, taskActions, taskOutcomes } from '../definition/task.ts';
import { calendarOf, memberOf, type Team } from '../definition/team.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { ownMember } from '../kernel/own-member.ts';
import { acknowledgeBy } from './service-level.ts';
import { awake, type ChangedTask, changed } from './task-changes.ts';
import { deadlineOf } from './task-clock.ts';

/**
 * Applies a CSM's action to a task; `undefined` if it changes nothing. If the service level was missed and no sweep has recorded that
 * yet, the action records it, and the task stays with the CSM who acts on it.
 */
export const applyTaskAction = (task: Task, event: DomainEvent, staff: Staff): ChangedTask | undefined => {
  const after = ownMember(byEvent, event.name)?.(task, event, staff);
  if (after === undefined) return undefined;
  const acted: TaskAct = {
    action: event.name.slice('task.'.length),
    by: String(event.fields.by ?? ''),
    at: event.occurredAt,
    revision: after.task.revision,
  };
  if (!isLate(task, event)) return { ...after, task: { ...after.task, acted } };
  return { ...after, late: true, task: { ...after.task, breachedAt: event.occurredAt, acted } };
};

/** In seconds: deadlines are checked hourly, and an action before that check is not late. */
const lateGraceSeconds = 3600;

const isLate = (task: Task, { occurredAt }: DomainEvent): boolean => {
  const deadline = task.status === 'snoozed' ? undefined : deadlineOf(task);
  return deadline !== undefined && plusSeconds(deadline, lateGraceSeconds) < occurredAt;
};

/** CSMs whom a task may be reassigned to, and their working hours. */
export interface Staff {
  team: Team;
  businessCalendar: BusinessCalendar | undefined;
}

type Apply = (task: Task, event: DomainEvent, staff: Staff) => ChangedTask | undefined;

const acknowledged: Apply = task =>
  task.status === 'acknowledged' ? undefined : changed(awake(task), 'acknowledged', { status: 'acknowledged' });

const snoozed: Apply = (task, event) => {
  const snoozedUntil = snoozeEnd(event);
  return task.snoozedUntil === snoozedUntil ? undefined : changed(task, 'snoozed', { status: 'snoozed', snoozedUntil });
};

/** Ticking a step of the playbook acknowledges the task. */
const ticked: Apply = (task, { fields: { step, done, by }, occurredAt }) => {
  const { ticked: known = [] } = task;
  if (task.playbook === undefined || typeof step !== 'string' || !playbookStepId.test(step)) return undefined;
  const others = known.filter(tick => tick.step !== step);
  const wasDone = others.length < known.length;
  if (done === false) return wasDone ? { ...changed(task, 'ticked', { ticked: others }), unticked: step } : undefined;
  if (wasDone || known.length >= mostPlaybookSteps) return undefined;
  const all = { ticked: [...known, { step, by: String(by ?? ''), at: occurredAt }] };
  const after =
    task.status === 'acknowledged'
      ? changed(task, 'ticked', all)
      : changed(awake(task), 'acknowledged', { ...all, status: 'acknowledged' });
  return { ...after, ticked: step };
};

const resolved: Apply = (task, { fields: { outcome, by, minutes }, occurredAt }) => {
  const code = taskOutcomes.find(each => each === outcome);
  if (code === undefined) return undefined;
  const took = typeof minutes === 'number' ? { minutes } : {};
  const said = { code, by: String(by ?? ''), at: occurredAt, ...took };
  return changed(awake(task), 'resolved', { status: 'resolved', outcome: said });
};

/**
 * Reassigns the task: it must be acknowledged again, and keeps its due date and its snooze. It no longer follows the account's owner, and
 * leaves its former owner's list.
 */
const reassigned: Apply = ({ formerOwner: _, ...task }, { fields: { to }, occurredAt }, { team, businessCalendar }) => {
  const owner = typeof to === 'string' ? memberOf(to, team)?.id : undefined;
  if (owner === undefined || owner === task.owner) return undefined;
  const from = { severity: task.severity, inDigest: task.inDigest === true };
  return changed(task, 'reassigned', {
    owner,
    assignedBy: 'hand',
    status: task.status === 'snoozed' ? 'snoozed' : 'open',
    ...(businessCalendar && {
      acknowledgeBy: acknowledgeBy(from, occurredAt, calendarOf(owner, team, businessCalendar)),
    }),
  });
};

const byAction: Record<TaskActionName, Apply> = {
  acknowledge: acknowledged,
  snooze: snoozed,
  tick: ticked,
  reassign: reassigned,
  resolve: resolved,
};

const byEvent: Readonly<Record<string, Apply>> = Object.fromEntries(
  Object.entries(byAction).map(([name, apply]) => [`task.${taskActions[name as TaskActionName]}`, apply]),
);

const snoozeDays = 7;

/** When the snooze ends: as the action says, else a week after it. */
const snoozeEnd = ({ fields: { until }, occurredAt }: DomainEvent): Instant =>
  instantIn(until, 'UTC') ?? plusSeconds(occurredAt, snoozeDays * 86_400);
