import type { Change } from '../change.ts';
import { type ChangedTask, taskEntry } from '../tasks/task-changes.ts';
import { routedLine } from './route-lines.ts';
import type { RoutingInput } from './routing.ts';

/** The rows of a task that an event changed. `after`: the step that the line follows; that of the task unless told otherwise. */
export const taskWritten = (
  changed: ChangedTask,
  { now, journeys, event }: Pick<RoutingInput, 'now' | 'journeys' | 'event'>,
  after: { step: string; name: string } = {
    step: changed.task.reason,
    name: `${changed.task.id}.${changed.action}.${event.id}`,
  },
): Change[] => {
  const { task } = changed;
  const owner = { id: task.enrollment, account: task.account, journey: task.journey };
  return [
    { kind: 'task', task },
    { kind: 'line', line: routedLine(owner, after.step, taskEntry(changed), now, journeys, after.name) },
  ];
};
