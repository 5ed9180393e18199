import type { DomainEvent } from '../account/event.ts';
import type { Task, TaskChange } from '../account/task.ts';
import type { TaskAction, TimelineEntry } from '../account/timeline.ts';
import { instantIn } from '../definition/calendar.ts';
import { taskOutcomes } from '../definition/task.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';

/** A task after a change, and the word for it in the timeline. */
export interface ChangedTask {
  action: TaskAction;
  task: Task;
}

/** The next revision of a task, which remembers what made it. */
export const changed = (task: Task, change: TaskChange, more: Partial<Task> = {}): ChangedTask => ({
  action: lineOf[change],
  task: { ...task, ...more, change, revision: task.revision + 1 },
});

/** What a CSM did with a task; nothing when it changes nothing. */
export const applyTaskAction = (task: Task, event: DomainEvent): ChangedTask | undefined => {
  if (event.name === 'task.acknowledged') {
    return task.status === 'acknowledged'
      ? undefined
      : changed(awake(task), 'acknowledged', { status: 'acknowledged' });
  }
  if (event.name === 'task.snoozed') {
    const snoozedUntil = snoozeEnd(event);
    return task.snoozedUntil === snoozedUntil
      ? undefined
      : changed(task, 'snoozed', { status: 'snoozed', snoozedUntil });
  }
  const code = taskOutcomes.find(each => each === event.fields.outcome);
  if (event.name !== 'task.resolved' || code === undefined) return undefined;
  const outcome = { code, by: String(event.fields.by ?? ''), at: event.occurredAt };
  return changed(awake(task), 'resolved', { status: 'resolved', outcome });
};

/** Its enrollment is over, but the task is still to be done. No execution waits for it. */
export const outlive = ({ awaited: _, ...task }: Task, because: string): ChangedTask =>
  changed(task, 'updated', { because });

/** What it was opened for is over. */
export const autoResolve = (task: Task): ChangedTask => changed(awake(task), 'auto-resolved', { status: 'resolved' });

export const awake = ({ snoozedUntil: _, ...task }: Task): Task => task;

export const taskEntry = ({ task, action }: ChangedTask): TimelineEntry => ({
  type: 'task',
  step: task.reason,
  action,
  reason: task.because ?? task.reason,
  severity: task.severity,
  owner: task.owner,
  ...(action === 'resolved' && task.outcome && { outcome: task.outcome.code }),
  ...((action === 'opened' || action === 'updated') &&
    task.evidence.length > 0 && {
      evidence: Object.fromEntries(task.evidence.map(({ fact, value }) => [fact, value])),
    }),
});

/** A raised severity, an ended snooze and a changed owner are updates on the timeline. */
const lineOf: Record<TaskChange, TaskAction> = {
  opened: 'opened',
  updated: 'updated',
  raised: 'updated',
  woken: 'updated',
  acknowledged: 'acknowledged',
  snoozed: 'snoozed',
  resolved: 'resolved',
  'auto-resolved': 'auto-resolved',
  breached: 'breached',
  reassigned: 'updated',
};

const snoozeDays = 7;

/** When the snooze ends: as the action says, else a week after it. */
const snoozeEnd = ({ fields: { until }, occurredAt }: DomainEvent): Instant =>
  instantIn(until, 'UTC') ?? plusSeconds(occurredAt, snoozeDays * 86_400);
