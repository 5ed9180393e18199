import type { AccountSnapshot, Profile } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import type { Enrollment } from '../account/enrollment.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
import type { DomainEvent } from '../account/event.ts';
import type { RoutingInput } from '../account/routing.ts';
import type { Task } from '../account/task.ts';
import { accountContext } from '../conditions/account-context.ts';
import { matches } from '../conditions/evaluate-condition.ts';
import type { Policy } from '../definition/policy.ts';
import type { Instant } from '../kernel/instant.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import { ownerOf } from './assign.ts';
import { followOwner } from './follow-owner.ts';
import { autoResolve, type ChangedTask, outlive } from './task-changes.ts';
import { afterDeadline } from './task-clock.ts';
import { type taskRanks, taskWritten } from './task-written.ts';

interface RoutedTasks {
  changes: Change[];
  /** Outcomes of the tasks, as events for the journeys that wait for them. */
  facts: DomainEvent[];
  /** The snapshot with the changed tasks. */
  snapshot: AccountSnapshot;
}

/** Effects of time on the account's tasks: ends snoozes, and records missed service levels. */
export const routeTaskClock = (input: RoutingInput): RoutedTasks => {
  const { event, snapshot, journeys, now, team = [], pools = [] } = input;
  if (event.name !== evaluateEvent) return { changes: [], facts: [], snapshot };
  const pooling = { pools, context: accountContext(snapshot, now) };
  return rewritten(input, 'timed', task => {
    const policy = policyOf(task, journeys);
    return policy && afterDeadline(task, { policy, team, now, profile: snapshot.profile, pooling });
  });
};

/** Moves the account's open tasks to its new owner; an owner outside the team gets none. */
export const routeNewOwner = (before: Profile | undefined, input: RoutingInput): RoutedTasks => {
  const { snapshot, journeys, now, team = [] } = input;
  const { profile, tasks } = snapshot;
  const isMoved = tasks.length > 0 && ownerOf(before, team) !== ownerOf(profile, team);
  if (!isMoved) return { changes: [], facts: [], snapshot };
  return rewritten(input, 'followed', task => {
    const policy = policyOf(task, journeys);
    return policy && followOwner(task, profile, policy, team, now);
  });
};

const policyOf = ({ journey }: Task, journeys: RoutingInput['journeys']): Policy | undefined =>
  (journeys.find(({ id }) => id === journey) ?? journeys[0])?.policy;

/**
 * Resolves tasks whose signal cleared. A journey that waits for the outcome of one goes on as with the outcome
 * `not_actionable`.
 */
export const routeClearedSignals = (facts: readonly DomainEvent[], input: RoutingInput): RoutedTasks => {
  const cleared = new Set(facts.filter(({ name }) => name === 'signal.cleared').map(({ fields }) => fields.signal));
  if (cleared.size === 0) return { changes: [], facts: [], snapshot: input.snapshot };
  return rewritten(input, 'cleared', task => (cleared.has(task.signal ?? '') ? autoResolve(task) : undefined));
};

const rewritten = (
  input: RoutingInput,
  rank: keyof typeof taskRanks,
  change: (task: Task) => ChangedTask | undefined,
): RoutedTasks => {
  const { snapshot, event } = input;
  const all = snapshot.tasks.map(task => ({ task, changed: change(task) }));
  const news = all.flatMap(({ changed }) => changed ?? []);
  return {
    changes: news.flatMap(changed => taskWritten(changed, input, { enrollments: snapshot.enrollments, rank })),
    facts: news.filter(({ task }) => task.status === 'resolved').map(({ task }) => unactionable(task, event)),
    snapshot: {
      ...snapshot,
      tasks: all.map(({ task, changed }) => changed?.task ?? task).filter(({ status }) => status !== 'resolved'),
    },
  };
};

const unactionable = ({ id: task, reason, type }: Task, event: DomainEvent): DomainEvent => ({
  ...event,
  id: `${event.id}#resolved.${task}`,
  source: 'daymark',
  name: 'task.resolved',
  fields: { task, reason, type, outcome: 'not_actionable' },
});

/**
 * Payment processors report the final failure of a payment and the end of its subscription as two events; within this
 * time they count as one.
 */
const togetherSeconds = 3600;

/** The task of an exiting enrollment if it outlives that exit, since both have the same cause; else undefined. */
export const outlived = (
  task: Task,
  facts: readonly DomainEvent[],
  { snapshot, now }: RoutingInput,
): ChangedTask | undefined => {
  const { outlives, openedAt } = task;
  if (outlives === undefined) return undefined;
  const enrolling = snapshot.enrollments.find(({ id }) => id === task.enrollment)?.trigger.fields ?? {};
  const comesWith = facts.some(
    fact =>
      outlives.exits.some(exit => matches(exit, fact, enrolling)) &&
      // Both may arrive late, one after the other.
      (isTogether(fact.occurredAt, openedAt) || isTogether(now, openedAt)),
  );
  return comesWith ? outlive(task, outlives.reason) : undefined;
};

/**
 * Enrollments that just exited, at or after the time of this event: they may still open tasks that outlive that exit.
 * No other step of theirs runs.
 */
export const justLeft = ({ event, snapshot, now }: RoutingInput): Enrollment[] =>
  snapshot.enrollments.flatMap(enrollment => {
    const { status, exitReason = '', endedAt, early } = enrollment;
    if (status !== 'exited' || endedAt === undefined || event.occurredAt > endedAt || !isTogether(now, endedAt)) {
      return [];
    }
    const steps = early.filter(({ outlives }) => outlives?.exits.some(exit => names(exit, exitReason)));
    return steps.length > 0 ? [{ ...enrollment, early: steps }] : [];
  });

const names = ({ event, alternatives = [] }: EventTrigger, name: string): boolean =>
  event === name || alternatives.some(other => names(other, name));

const isTogether = (a: Instant, b: Instant): boolean =>
  Math.abs(Date.parse(a) - Date.parse(b)) <= togetherSeconds * 1000;
