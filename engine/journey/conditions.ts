import type { Condition } from '../definition/condition.ts';
import { type TaskType, taskTypes } from '../definition/task.ts';
import type { Duration } from '../kernel/duration.ts';
import { AuthoringError, mustBeKnown } from './authoring-error.ts';
import { plainData } from './plain-data.ts';
import { wholeDays } from './whole-days.ts';

/** Holds when every one of the conditions holds. */
export const all = (...conditions: readonly Condition[]): Condition =>
  plainData({ kind: 'all', of: some('all', conditions) });

/** Holds when one of the conditions holds. */
export const any = (...conditions: readonly Condition[]): Condition =>
  plainData({ kind: 'any', of: some('any', conditions) });

/** Holds when the condition does not. */
export const not = (condition: Condition): Condition => plainData({ kind: 'not', of: condition });

/** Holds while a task of this type is open for the account, with `since` for so long or longer: `openTask('risk', { since: days(30) })`. */
export const openTask = (type: TaskType, { since }: { since?: Duration } = {}): Condition => {
  mustBeKnown('openTask', 'task type', type, taskTypes);
  return plainData({ kind: 'openTask', type, ...(since && { days: wholeDays('openTask', since) }) });
};

const some = (name: string, conditions: readonly Condition[]): readonly Condition[] => {
  if (conditions.length > 0) return conditions;
  throw new AuthoringError(`${name}(): it has no condition. Write at least one, such as ${name}(used('projects')).`);
};
