import type { AccountSnapshot } from '../account.ts';
import type { Change } from '../change.ts';
import type { DomainEvent } from '../event.ts';
import { evaluateEvent } from '../signals/evaluate-event.ts';
import type { Task } from '../task.ts';
import { autoResolve, type ChangedTask } from '../tasks/task-changes.ts';
import { afterDeadline } from '../tasks/task-clock.ts';
import type { RoutingInput } from './routing.ts';
import { taskWritten } from './task-written.ts';

export interface RoutedTasks {
  changes: Change[];
  /** What waits for the tasks' outcomes must know. */
  facts: DomainEvent[];
  /** With the tasks as they are then. */
  snapshot: AccountSnapshot;
}

/** What time does to the account's tasks, once it is asked: snoozes end, and service levels are missed. */
export const routeTaskClock = (input: RoutingInput): RoutedTasks => {
  const { event, snapshot, journeys, now, team = [] } = input;
  if (event.name !== evaluateEvent) return { changes: [], facts: [], snapshot };
  return rewritten(input, task => {
    const policy = (journeys.find(({ id }) => id === task.journey) ?? journeys[0])?.policy;
    return policy && afterDeadline(task, policy, team, now);
  });
};

/**
 * Tasks whose signal cleared have nothing left to do. A journey that waits for the outcome of one goes on as if it had not been
 * actionable.
 */
export const routeClearedSignals = (facts: readonly DomainEvent[], input: RoutingInput): RoutedTasks => {
  const cleared = new Set(facts.filter(({ name }) => name === 'signal.cleared').map(({ fields }) => fields.signal));
  if (cleared.size === 0) return { changes: [], facts: [], snapshot: input.snapshot };
  return rewritten(input, task => (cleared.has(task.signal ?? '') ? autoResolve(task) : undefined));
};

const rewritten = (input: RoutingInput, change: (task: Task) => ChangedTask | undefined): RoutedTasks => {
  const { snapshot, event } = input;
  const all = snapshot.tasks.map(task => ({ task, changed: change(task) }));
  const news = all.flatMap(({ changed }) => changed ?? []);
  return {
    changes: news.flatMap(changed => taskWritten(changed, input)),
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
