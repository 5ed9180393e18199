import type { AccountSnapshot, Profile } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
import type { DomainEvent } from '../account/event.ts';
import type { RoutingInput } from '../account/routing.ts';
import type { Task } from '../account/task.ts';
import { accountContext } from '../conditions/account-context.ts';
import type { Policy } from '../definition/policy.ts';
import { ownerOf } from './assign.ts';
import { followOwner } from './follow-owner.ts';
import { autoResolve, type ChangedTask } from './task-changes.ts';
import { afterDeadline } from './task-clock.ts';
import { type taskRanks, taskWritten } from './task-written.ts';

export interface RoutedTasks {
  changes: Change[];
  /** The outcomes that waits for the tasks must see. */
  facts: DomainEvent[];
  /** With the tasks as they are then. */
  snapshot: AccountSnapshot;
}

/** Effects of time on the account's tasks: snoozes end, and service levels are missed. */
export const routeTaskClock = (input: RoutingInput): RoutedTasks => {
  const { event, snapshot, journeys, now, team = [], pools = [] } = input;
  if (event.name !== evaluateEvent) return { changes: [], facts: [], snapshot };
  const pooling = { pools, context: accountContext(snapshot, now) };
  return rewritten(input, 'timed', task => {
    const policy = policyOf(task, journeys);
    return policy && afterDeadline(task, { policy, team, now, profile: snapshot.profile, pooling });
  });
};

/** Open tasks move with the account to its new owner; an owner outside the team takes none. */
export const routeNewOwner = (before: Profile | undefined, input: RoutingInput): RoutedTasks => {
  const { snapshot, journeys, now, team = [] } = input;
  const { profile } = snapshot;
  const isNew = ownerOf(before, team) !== ownerOf(profile, team);
  if (!isNew || snapshot.tasks.length === 0) return { changes: [], facts: [], snapshot };
  return rewritten(input, 'followed', task => {
    const policy = policyOf(task, journeys);
    return policy && followOwner(task, profile, policy, team, now);
  });
};

const policyOf = ({ journey }: Task, journeys: RoutingInput['journeys']): Policy | undefined =>
  (journeys.find(({ id }) => id === journey) ?? journeys[0])?.policy;

/**
 * Tasks whose signal cleared have nothing left to do. A journey that waits for the outcome of one goes on as if it had not been
 * actionable.
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
