import type { Change } from '../change.ts';
import type { Enrollment } from '../enrollment.ts';
import { isOver } from '../precedence.ts';
import { type ChangedTask, taskEntry } from '../tasks/task-changes.ts';
import { routedLine } from './route-lines.ts';
import type { RoutingInput } from './routing.ts';

/** In this order an event changes tasks; what an exit does to them comes after all of it. */
export const taskRanks = {
  /** Opened, or given another signal, by an event that did nothing else to tasks. */
  signaled: 1,
  /** A person did something with it. */
  acted: 2,
  cleared: 3,
  followed: 4,
  timed: 5,
  /** Opened by what became of another one. */
  caused: 6,
} as const;

/** The rows of a task that an event changed. `enrollments`: those that are active, new ones too. */
export const taskWritten = (
  changed: ChangedTask,
  { now, journeys, event }: Pick<RoutingInput, 'now' | 'journeys' | 'event'>,
  { enrollments, rank }: { enrollments: readonly Enrollment[]; rank: keyof typeof taskRanks },
): Change[] => {
  const { task } = changed;
  const owner = { account: task.account, journey: task.journey, enrollment: task.enrollment };
  const enrollment = enrollments.find(each => each.id === task.enrollment && !isOver(each));
  // Of two actions of one second the later one has the higher revision.
  const name = `${task.id}.${String(task.revision).padStart(6, '0')}.${changed.action}.${event.id}`;
  const place = { now, journeys, rank: taskRanks[rank], name };
  return [
    { kind: 'task', task },
    { kind: 'line', line: routedLine(owner, enrollment, taskEntry(changed), place) },
  ];
};
