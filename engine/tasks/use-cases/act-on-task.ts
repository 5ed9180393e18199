import type { DomainEvent } from '../../account/event.ts';
import type { Note } from '../../account/note.ts';
import { sha256Of } from '../../account/sha256-of.ts';
import type { Task } from '../../account/task.ts';
import { type TaskActionName, taskActions } from '../../definition/task.ts';
import { definedFields } from '../../kernel/defined-fields.ts';
import type { Instant } from '../../kernel/instant.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { applyTaskAction } from '../task-actions.ts';
import { mustNotConflict } from '../task-conflict.ts';
import { type WholeTask, wholeTask } from '../task-view.ts';
import { type Colleague, findOwnTask, mustBeOwn } from './find-own-task.ts';
import { calendarOfTask, heirOf, mustBeStep, snoozeEnd, type TaskActionBody } from './task-action-body.ts';

export interface ActedOnTask {
  /** The task as it will be once the action is routed. */
  task: Task;
  /** The same in the form shown to its CSM. */
  shown: WholeTask;
  /** The fields of the act, in codes. */
  details: Readonly<Record<string, string | number>>;
  /** Stores the note and enqueues the action. */
  perform(): Promise<void>;
}

/** Limit of the pending actions on one task that are applied before this one. */
const mostLooks = 12;

/**
 * Enqueues a person's action on a task as an event, so that it is applied once, in order, and wakes the journey that
 * waits for it. Returns the task as routing will change it.
 * @throws RefusedRequest 404 for an unknown task, and for one that the person may not see; 409 with the task's state if
 * another person changed it in the meantime
 */
export const actOnTask = async (
  who: Colleague,
  { id, action, said, at }: { id: string; action: TaskActionName; said: TaskActionBody; at?: Instant },
  ports: Pick<AllPorts, 'accounts' | 'build' | 'clock' | 'notes' | 'queue' | 'taskActs' | 'tasks'>,
): Promise<ActedOnTask> => {
  const { clock, queue, build, notes, taskActs } = ports;
  const now = at ?? clock.now();
  const by = who.csm?.id ?? somebodyElse;
  let task = await findOwnTask(who, id, ports);
  const playbooks = task.playbook ? await build.playbooks() : [];
  if (said.step !== undefined) mustBeStep(said.step, task, playbooks);
  const until = said.until === undefined ? undefined : await snoozeEnd(said.until, task.account, now, ports);
  const to = await heirOf(said, who.team, ports);
  const details = definedFields({ outcome: said.outcome, until, to, step: said.step, minutes: said.minutes });
  const staff = { team: who.team, businessCalendar: await calendarOfTask(task, ports) };
  const shown = () => wholeTask(task, playbooks);
  for (let looks = 0; looks < mostLooks; looks++) {
    const { account, revision } = task;
    const of = { account, task: id, revision };
    const pending = await taskActs.asked(of, now);
    const after = pending && applyTaskAction(task, pending, staff);
    if (pending && after) {
      // The process that accepted that action may have crashed before enqueueing it.
      await queue.publish(pending);
      task = after.task;
      continue;
    }
    mustBeOwn(who, task);
    mustNotConflict(task, { by, ...said }, { team: who.team, shown: shown() });
    const event = eventOf(task, { action, by, now, said: { ...said, until, to } });
    const acted = task.status === 'resolved' ? undefined : applyTaskAction(task, event, staff);
    const write = async () => {
      if (said.note !== undefined) await notes.keep(noteOf(task, { by, at: now, text: said.note }));
    };
    // Already in that state: a second click changes nothing. Without `isHanded`, a repeated request for a pool would
    // draw another member.
    const isHanded = said.pool !== undefined && task.acted?.at === now && task.acted.by === by;
    if (acted === undefined || isHanded) return { task, shown: shown(), details, perform: write };
    const first = await taskActs.ask(of, event, now);
    if (!pending && (first.id !== event.id || first.fields.by !== by)) continue;
    task = acted.task;
    const perform = async () => {
      await write();
      await queue.publish(event);
    };
    return { task, shown: shown(), details, perform };
  }
  throw new RefusedRequest('busy', 'Others are changing this task right now. Try again in a moment.', { status: 503 });
};

/** Stands for an admin who is not on the team, since events carry no email addresses. */
const somebodyElse = 'admin';

interface Act {
  action: TaskActionName;
  by: string;
  now: Instant;
  said: TaskActionBody;
}

/** The same action on the same revision is the same event: a second click changes nothing. */
const eventOf = (task: Task, { action, by, now, said }: Act): DomainEvent & { account: string } => {
  const { pool: _, note: __, revision: ___, ...fields } = said;
  return {
    id: `task:${[task.id, task.revision, action, said.outcome ?? said.until ?? said.to ?? tickOf(said)].join('.')}`,
    source: 'task',
    account: task.account,
    name: `task.${taskActions[action]}`,
    occurredAt: now,
    receivedAt: now,
    fields: { task: task.id, by, ...definedFields(fields) },
  };
};

const tickOf = ({ step, done = true }: TaskActionBody): string => (step === undefined ? '' : `${step} ${done}`);

const noteOf = (
  { account, id: task }: Task,
  { by, at, text }: { by: string; at: Instant; text: string },
): Note & { text: string } => {
  const id = sha256Of(task, by, text).slice(0, 32);
  return { account, id, at, by, task, text };
};
