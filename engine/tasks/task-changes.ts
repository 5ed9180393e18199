import type { Task, TaskChange } from '../account/task.ts';
import type { TaskAction, TimelineEntry } from '../account/timeline.ts';
import { definedFields } from '../kernel/defined-fields.ts';

/** A task after a change, with the action that the timeline shows. */
export interface ChangedTask {
  action: TaskAction;
  task: Task;
  /** Step of the playbook that was ticked, or unticked. */
  ticked?: string;
  unticked?: string;
  /** The change also records a missed service level. */
  late?: true;
}

/** The next revision of a task, with the change that led to it. */
export const changed = (task: Task, change: TaskChange, more: Partial<Task> = {}): ChangedTask => ({
  action: lineOf[change],
  task: { ...task, ...more, change, revision: task.revision + 1 },
});

/** Keeps the task open after the end of its enrollment; no execution waits for it any longer. */
export const outlive = ({ awaited: _, ...task }: Task, because: string): ChangedTask =>
  changed(task, 'updated', { because });

/** The cause that it was opened for is over. */
export const autoResolve = (task: Task): ChangedTask => changed(awake(task), 'auto-resolved', { status: 'resolved' });

export const awake = ({ snoozedUntil: _, ...task }: Task): Task => task;

export const taskEntry = ({ task, action, ticked, unticked }: ChangedTask): TimelineEntry => ({
  type: 'task',
  step: task.reason,
  action,
  reason: task.because ?? task.reason,
  severity: task.severity,
  owner: task.owner,
  ...(action === 'resolved' && task.outcome && outcomeEntry(task.outcome)),
  ...(task.playbook && {
    playbook: task.playbook.id,
    ...(action === 'opened' && { minutes: task.playbook.minutes }),
  }),
  ...definedFields({ ticked, unticked }),
  ...((action === 'opened' || action === 'updated') &&
    task.evidence.length > 0 && {
      evidence: Object.fromEntries(task.evidence.map(({ fact, value }) => [fact, value])),
    }),
});

const outcomeEntry = ({ code, minutes }: NonNullable<Task['outcome']>) => ({
  outcome: code,
  ...(minutes !== undefined && { minutes }),
});

/** A raised severity, an ended snooze, a tick and a changed owner are updates on the timeline. */
const lineOf: Record<TaskChange, TaskAction> = {
  opened: 'opened',
  updated: 'updated',
  raised: 'updated',
  woken: 'updated',
  acknowledged: 'acknowledged',
  snoozed: 'snoozed',
  ticked: 'updated',
  resolved: 'resolved',
  'auto-resolved': 'auto-resolved',
  breached: 'breached',
  reassigned: 'updated',
};
