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
  /** With the tasks as they are then. */
  snapshot: AccountSnapshot;
  /** Owners whose open tasks decide about new ones. */
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
  const told = facts.map(fact => ({
    ...fact,
    fields: { ...fact.fields, task: task.id, reason: task.reason, type: task.type },
  }));
  if (acted === undefined) return { facts: told, changes: [], snapshot };
  const tasks = snapshot.tasks
    .map(each => (each.id === task.id ? acted.task : each))
    .filter(({ status }) => status !== 'resolved');
  return {
    facts: told,
    changes: taskWritten(acted, input, { enrollments: snapshot.enrollments, rank: 'acted' }),
    snapshot: { ...snapshot, tasks },
  };
};

/** Escalations that one of the facts opens before their step is reached. */
export const earlyTasks = (
  facts: readonly DomainEvent[],
  enrollments: readonly Enrollment[],
  input: RoutingInput,
  /** Applies the event to the account's tasks. */
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

/** A step whose turn came while its condition did not hold yet opens its task when the event makes it hold. */
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

/** Two signals of one event are one write of their task, on top of the revision that is stored. */
const inOneWrite = (task: Task, { changes }: TaskRouting): Task => {
  const written = tasksIn(changes).find(({ id }) => id === task.id);
  return written ? { ...task, revision: written.revision } : task;
};

const writes = (change: Change, task: Task): boolean => tasksIn([change]).some(({ id }) => id === task.id);

/** The event that opens it early may know more than the one that enrolled. */
const withFields = (enrollment: Enrollment, { fields }: DomainEvent): Enrollment => ({
  ...enrollment,
  trigger: { ...enrollment.trigger, fields: { ...enrollment.trigger.fields, ...fields } },
});

const calendarFor = (task: Pick<Task, 'journey'>, input: RoutingInput): BusinessCalendar | undefined =>
  policyFor(task, input)?.businessCalendar;

const policyFor = ({ journey }: Pick<Enrollment, 'journey'>, { journeys }: RoutingInput): Policy | undefined =>
  (journeys.find(({ id }) => id === journey) ?? journeys[0])?.policy;
