import { taskDeadline } from '../tasks/task-clock.ts';
import type { DuePart } from './due-part.ts';

/** A snooze ends, or a service level is missed. */
export const taskDue: DuePart = ({ snapshot }) => {
  const at = taskDeadline(snapshot);
  return at === undefined ? [] : [{ at }];
};
