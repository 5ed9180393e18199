import type { Change } from '../account/change.ts';
import { type Enrollment, isOver } from '../account/enrollment.ts';
import type { RoutingInput } from '../account/routing.ts';
import { routedLine } from './route-lines.ts';
import { type ChangedTask, taskEntry } from './task-changes.ts';

/** Order in which an event changes tasks; exits apply last. */
export const taskRanks = {
  /** Opened or updated by an event that changed no other task. */
  signaled: 1,
  /** Changed by a person. */
  acted: 2,
  cleared: 3,
  followed: 4,
  timed: 5,
  /** Opened by the outcome of another task. */
  caused: 6,
} as const;

/** The rows of a task that an event changed. `enrollments`: the active ones, including new ones. */
export const taskWritten = (
  changed: ChangedTask,
  { now, journeys, event }: Pick<RoutingInput, 'now' | 'journeys' | 'event'>,
  { enrollments, rank }: { enrollments: readonly Enrollment[]; rank: keyof typeof taskRanks },
): Change[] => {
  const { task } = changed;
  const owner = { account: task.account, journey: task.journey, enrollment: task.enrollment };
  const enrollment = enrollments.find(each => each.id === task.enrollment && !isOver(each));
  // Of two actions in one second the later one has the higher revision.
  const revision = `${task.id}.${String(task.revision).padStart(6, '0')}`;
  const line = (of: ChangedTask, name: string): Change => {
    const place = { now, journeys, rank: taskRanks[rank], name: `${name}.${event.id}` };
    return { kind: 'line', line: routedLine(owner, enrollment, taskEntry(of), place) };
  };
  return [
    { kind: 'task', task },
    ...(changed.late ? [line({ task, action: 'breached' }, `${revision}-breached`)] : []),
    line(changed, `${revision}.${changed.action}`),
  ];
};
