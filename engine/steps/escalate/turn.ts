import type { Change } from '../../account/change.ts';
import { taskId } from '../../account/enrollment.ts';
import type { Load } from '../../account/routing.ts';
import type { Task } from '../../account/task.ts';
import { wakeAt } from '../../definition/calendar.ts';
import type { Pools } from '../../definition/pool.ts';
import { type StepResult, specialArms, type TaskCall } from '../../definition/step-call.ts';
import type { Team } from '../../definition/team.ts';
import { sooner } from '../../evaluation/sooner.ts';
import { toSecond } from '../../kernel/instant.ts';
import { ceilSecond } from '../../sending/frequency-cap.ts';
import { taskEntry } from '../../tasks/task-changes.ts';
import { deadlineOf } from '../../tasks/task-clock.ts';
import { decideTask } from '../../tasks/task-decisions.ts';
import { contextOf, lineOf, stepKey, wakeContext } from '../step-frame.ts';
import type { Entered, StepPart, StepSeen, StepTurn } from '../step-turn.ts';

export interface EscalateSeen extends StepSeen {
  team: Team;
  pools: Pools;
  /** Open tasks of the candidates for owner, where they were counted. */
  load?: Load;
  /** The very task exists already, open or resolved. */
  wasOpened: boolean;
}

/** Changes whose tasks are announced before they are written. */
export interface AnnounceTasks {
  announce: readonly Change[];
}

/**
 * Opens the task of an escalation, or adds its signal to the one that is open. A task that routing opened early, or that
 * was resolved since, is not opened again.
 */
export const escalateTurn: StepTurn<TaskCall, AnnounceTasks, { owners: readonly string[] }, EscalateSeen> = {
  acts: true,
  skippedArm: specialArms.skipped,
  go: (call, entered) => {
    const { snapshot, now, team, pools, load, wasOpened } = entered.seen;
    const escalation = {
      step: call.step,
      enrollment: entered.enrollment,
      iteration: call.iteration,
      policy: call.policy,
      signal: `${call.enrollment}.${stepKey(call)}`,
      context: contextOf(call, snapshot, now),
      team,
      pools,
      load: load ?? new Map(),
    };
    const decision = wasOpened ? 'unchanged' : decideTask(escalation);
    if (decision === 'unchanged') return { answer: sinceOpened(call, entered) };
    const { owners = [] } = decision;
    if (load === undefined && owners.length > 0) return { ask: { owners } };
    const deadline = deadlineOf(decision.task);
    return opening([
      ...(deadline ? sooner(snapshot, { at: deadline }, now) : []),
      { kind: 'task', task: decision.task },
      { kind: 'line', line: lineOf(call, now, taskEntry(decision), 1, decision.action) },
    ]);
  },

  /** The owner's working hours, and not those of the business, say when the task that is waited for is due. */
  dueWith: ({ enrollment, step, iteration, next }, tasks) => {
    const task = taskWith(tasks, taskId(step.type, step.id, enrollment, iteration));
    const waits = next.kind === 'park' && Object.keys(step.then).length > 0;
    return task && waits ? { until: ceilSecond(task.dueAt) } : {};
  },
};

const opening = (changes: readonly Change[]): StepPart<AnnounceTasks> => ({ before: [{ announce: changes }], changes });

/** The wait for the outcome of a task that was opened early began with it: an outcome may have come before the step. */
const sinceOpened = (
  { step, iteration, next, policy }: TaskCall,
  { enrollment, seen: { snapshot } }: Entered<EscalateSeen>,
): Partial<StepResult> => {
  if (next.kind !== 'park') return {};
  const task = taskWith(snapshot.tasks, taskId(step.type, step.id, enrollment.id, iteration));
  const at = task?.openedAt ?? enrollment.startedAt;
  return { at, until: wakeAt(next.wake, wakeContext(snapshot, enrollment, policy, at)) ?? toSecond(at) };
};

const taskWith = (tasks: readonly Task[], id: string): Task | undefined => tasks.find(task => task.id === id);
