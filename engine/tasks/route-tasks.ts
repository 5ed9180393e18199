import type { AccountSnapshot } from '../account/account.ts';
import { type Change, tasksIn } from '../account/change.ts';
import { type Enrollment, isOver } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';
import type { RoutingInput, RoutingReason } from '../account/routing.ts';
import type { Task } from '../account/task.ts';
import { accountContext } from '../conditions/account-context.ts';
import { holds, matches } from '../conditions/evaluate-condition.ts';
import type { BusinessCalendar, Policy } from '../definition/policy.ts';
import { specialArms } from '../definition/step-call.ts';
import type { EscalateStep } from '../steps/escalate/step.ts';
import { applyTaskAction } from './task-actions.ts';
import { decideTask, taskNamed } from './task-decisions.ts';
import { taskWritten } from './task-written.ts';

export interface TaskRouting {
  changes: Change[];
  reasons: RoutingReason[];
  /** The snapshot with the changed tasks. */
  snapshot: AccountSnapshot;
  /** Owners whose open task counts are needed to assign new tasks. */
  owners: readonly string[];
}

/** Routes a CSM's action on a task. The facts come back with the task's fields, so that waits can tell its outcome. */
export const routeTaskAction = (
  facts: readonly DomainEvent[],
  input: RoutingInput,
): Pick<TaskRouting, 'changes' | 'snapshot'> & { facts: DomainEvent[] } => {
  const { event, snapshot } = input;
  const task = event.source === 'task' ? taskNamed(snapshot, event) : undefined;
  const acted =
    task && applyTaskAction(task, event, { team: input.team ?? [], businessCalendar: calendarFor(task, input) });
  if (task === undefined) return { facts: [...facts], changes: [], snapshot };
  const taskFacts = facts.map(fact => ({
    ...fact,
    fields: { ...fact.fields, task: task.id, reason: task.reason, type: task.type },
  }));
  if (acted === undefined) return { facts: taskFacts, changes: [], snapshot };
  const tasks = snapshot.tasks
    .map(each => (each.id === task.id ? acted.task : each))
    .filter(({ status }) => status !== 'resolved');
  return {
    facts: taskFacts,
    changes: taskWritten(acted, input, { enrollments: snapshot.enrollments, rank: 'acted' }),
    snapshot: { ...snapshot, tasks },
  };
};

/** Opens the tasks of escalations with an `early` trigger that matches a fact, before their step is reached. */
export const earlyTasks = (
  facts: readonly DomainEvent[],
  enrollments: readonly Enrollment[],
  input: RoutingInput,
  /** Order of the tasks' lines: opened by the event itself, or by the outcome of another task. */
  rank: 'signaled' | 'caused',
): TaskRouting => {
  const none: TaskRouting = { changes: [], reasons: [], snapshot: input.snapshot, owners: [] };
  const calls = enrollments.flatMap(enrollment =>
    enrollment.early
      .filter(step => isStillToCome(step, enrollment))
      .flatMap(step => {
        const fact = facts.find(each => step.early.some(trigger => matches(trigger, each, enrollment.trigger.fields)));
        return fact ? [{ enrollment, step, fact }] : [];
      }),
  );
  return calls.reduce(
    (routed, { enrollment, step, fact }) => openEarly(routed, { enrollment, step, fact, enrollments, rank }, input),
    none,
  );
};

/**
 * Has the step not run, or was it skipped because its condition was false? Then an event that makes the condition true
 * still opens its task.
 */
const isStillToCome = ({ id }: EscalateStep, { steps, took }: Enrollment): boolean =>
  steps[id] === undefined || took?.[id] === specialArms.skipped;

interface EarlyCall {
  enrollment: Enrollment;
  step: EscalateStep;
  fact: DomainEvent;
  enrollments: readonly Enrollment[];
  rank: 'signaled' | 'caused';
}

const openEarly = (
  routed: TaskRouting,
  { enrollment, step, fact, ...place }: EarlyCall,
  input: RoutingInput,
): TaskRouting => {
  const { snapshot } = routed;
  const policy = policyFor(enrollment, input);
  const context = accountContext(snapshot, input.now, withFields(enrollment, fact));
  if (policy === undefined || (step.when && !holds(step.when, context)) || (step.unless && holds(step.unless, context)))
    return routed;
  const decision = decideTask({
    step,
    enrollment,
    iteration: 1,
    policy,
    signal: `${enrollment.id}.${step.id}`,
    context,
    team: input.team ?? [],
    pools: input.pools ?? [],
    load: input.load ?? new Map(),
  });
  if (decision === 'unchanged') return routed;
  if (decision.action === 'opened' && input.resolvedTasks?.has(decision.task.id)) return routed;
  const opened = inOneWrite(decision.task, routed);
  const because = isOver(enrollment) ? step.outlives?.reason : undefined;
  const task = because === undefined ? opened : { ...opened, because };
  return {
    changes: [
      ...routed.changes.filter(change => !writes(change, task)),
      ...taskWritten({ ...decision, task }, input, place),
    ],
    reasons: [...routed.reasons, { journey: enrollment.journey, did: 'task', because: fact.name }],
    snapshot: { ...snapshot, tasks: [...snapshot.tasks.filter(({ id }) => id !== task.id), task] },
    owners: [...routed.owners, ...(decision.owners ?? [])],
  };
};

/** Two signals of one event write their task once, as the revision after the stored one. */
const inOneWrite = (task: Task, { changes }: TaskRouting): Task => {
  const written = tasksIn(changes).find(({ id }) => id === task.id);
  return written ? { ...task, revision: written.revision } : task;
};

const writes = (change: Change, task: Task): boolean => tasksIn([change]).some(({ id }) => id === task.id);

/** The enrollment with the fields of the early event, which may have more than the enrolling one. */
const withFields = (enrollment: Enrollment, { fields }: DomainEvent): Enrollment => ({
  ...enrollment,
  trigger: { ...enrollment.trigger, fields: { ...enrollment.trigger.fields, ...fields } },
});

const calendarFor = (task: Pick<Task, 'journey'>, input: RoutingInput): BusinessCalendar | undefined =>
  policyFor(task, input)?.businessCalendar;

const policyFor = ({ journey }: Pick<Enrollment, 'journey'>, { journeys }: RoutingInput): Policy | undefined =>
  (journeys.find(({ id }) => id === journey) ?? journeys[0])?.policy;
