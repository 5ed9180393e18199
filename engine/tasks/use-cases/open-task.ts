import type { AccountSnapshot } from '../../account/account.ts';
import type { Change } from '../../account/change.ts';
import type { Enrollment } from '../../account/enrollment.ts';
import { taskId } from '../../account/enrollment-id.ts';
import type { Task } from '../../account/task.ts';
import { wakeAt } from '../../definition/calendar.ts';
import { type StepResult, specialArms, type TaskCall } from '../../definition/step-call.ts';
import { type Instant, toSecond } from '../../kernel/instant.ts';
import { CommitConflict, type Ports } from '../../ports/ports.ts';
import { ceilSecond } from '../../sending/frequency-cap.ts';
import { sooner } from '../../signals/next-evaluation.ts';
import { recordArm } from '../../steps/branch-arm.ts';
import { closeStep } from '../../steps/close-step.ts';
import { TouchHeld } from '../../steps/step-errors.ts';
import {
  contextOf,
  enterStep,
  exitedResult,
  findEnrollment,
  finishStep,
  lineOf,
  stepKey,
  usageNeeds,
  waitedLines,
  wakeContext,
} from '../../steps/step-frame.ts';
import { taskEntry } from '../task-changes.ts';
import { deadlineOf } from '../task-clock.ts';
import { decideTask } from '../task-decisions.ts';
import { countLoad } from './count-load.ts';
import { announceTasks } from './notices.ts';
import { raiseUnowned } from './raise-unowned.ts';

const mostTries = 6;

/**
 * Opens the task of an escalation, or adds its signal to the one that is open. A task that routing opened early, or that
 * was resolved since, is not opened again.
 * @throws TouchHeld when the date that the step counts back from moved later
 */
export const openTask = async (call: TaskCall, ports: Ports): Promise<StepResult> => {
  let wasOpened = false;
  for (let tries = 1; ; tries++) {
    try {
      return await takeTurn(call, ports, wasOpened);
    } catch (error) {
      if (!(error instanceof CommitConflict) || tries === mostTries) throw error;
      wasOpened ||= error.change.kind === 'task' && error.change.task.revision === 1;
    }
  }
};

/** `wasOpened`: the very task exists already, open or resolved. */
const takeTurn = async (call: TaskCall, ports: Ports, wasOpened: boolean): Promise<StepResult> => {
  const now = ports.clock.now();
  const usageSince = usageNeeds(call, { now });
  const snapshot = await ports.accounts.snapshot(call.account, {
    withoutContacts: true,
    ...(usageSince && { usageSince }),
  });
  const entry = enterStep(call, snapshot, now);
  const enrollment = findEnrollment(call, snapshot);
  if (entry === 'exited' || enrollment === undefined) return exitedResult(call.next, now);
  const step = stepKey(call);
  if (entry === 'done') {
    const { result } = finishStep(call, call.next, snapshot, now);
    return { ...result, ...untilDue(call, snapshot.tasks), took: enrollment.took?.[step] ?? '' };
  }
  if (typeof entry === 'object' && 'holdUntil' in entry) throw new TouchHeld(entry.holdUntil);
  const took = entry === 'go' ? '' : specialArms.skipped;
  const opened = entry === 'go' && !wasOpened ? await open(call, enrollment, snapshot, now, ports) : [];
  const { changes, result } = closeStep(call, call.next, snapshot, now);
  const waited = waitedLines(call, snapshot, now).map((line): Change => ({ kind: 'line', line }));
  const recorded = took ? changes.map(change => recordArm(change, enrollment, step, took)) : changes;
  await raiseUnowned(opened, ports);
  await announceTasks(opened, ports);
  await ports.accounts.commit(call.account, [...waited, ...opened, ...recorded]);
  const isKnown = entry === 'go' && opened.length === 0;
  const known = isKnown ? sinceOpened(call, enrollment, snapshot) : {};
  const tasks = [...snapshot.tasks, ...opened.flatMap(change => (change.kind === 'task' ? [change.task] : []))];
  return { ...result, ...known, ...untilDue(call, tasks), took };
};

/** The owner's working hours, and not those of the business, say when the task that is waited for is due. */
const untilDue = ({ enrollment, step, iteration, next }: TaskCall, tasks: readonly Task[]): Partial<StepResult> => {
  const id = taskId(step.type, step.id, enrollment, iteration);
  const task = tasks.find(each => each.id === id);
  const waits = next.kind === 'park' && Object.keys(step.then).length > 0;
  return task && waits ? { until: ceilSecond(task.dueAt) } : {};
};

/** The wait for the outcome of a task that was opened early began with it: an outcome may have come before the step. */
const sinceOpened = (
  { step, iteration, next, policy }: TaskCall,
  enrollment: Enrollment,
  snapshot: AccountSnapshot,
): Partial<StepResult> => {
  if (next.kind !== 'park') return {};
  const id = taskId(step.type, step.id, enrollment.id, iteration);
  const at = snapshot.tasks.find(task => task.id === id)?.openedAt ?? enrollment.startedAt;
  return { at, until: wakeAt(next.wake, wakeContext(snapshot, enrollment, policy, at)) ?? toSecond(at) };
};

const open = async (
  call: TaskCall,
  enrollment: Enrollment,
  snapshot: AccountSnapshot,
  now: Instant,
  ports: Ports,
): Promise<Change[]> => {
  const { step, iteration, policy } = call;
  const escalation = {
    step,
    enrollment,
    iteration,
    policy,
    signal: `${call.enrollment}.${stepKey(call)}`,
    context: contextOf(call, snapshot, now),
    team: await ports.build.team(),
  };
  const first = decideTask({ ...escalation, load: new Map() });
  if (first === 'unchanged') return [];
  const { owners = [] } = first;
  const decision = owners.length > 0 ? decideTask({ ...escalation, load: await countLoad(owners, ports) }) : first;
  if (decision === 'unchanged') return [];
  const deadline = deadlineOf(decision.task);
  return [
    ...(deadline ? sooner(snapshot, { at: deadline }, now) : []),
    { kind: 'task', task: decision.task },
    { kind: 'line', line: lineOf(call, now, taskEntry(decision), 1, decision.action) },
  ];
};
