import { type EvaluationContext, holds, usageSince } from '../conditions/evaluate-condition.ts';
import type { Condition } from '../definition/condition.ts';
import type { Policy } from '../definition/policy.ts';
import { type Pool, type Pools, usualCapacity } from '../definition/pool.ts';
import type { TaskType } from '../definition/task.ts';
import { csmOf, type Team } from '../definition/team.ts';

export type PoolMembers = Pick<Pool, 'members' | 'capacity'>;

/** Inputs of choosing a pool for a task. */
export interface PooledTask {
  type: TaskType;
  reason: string;
  /** The pool that its step names, or `lead`. */
  to?: string | undefined;
  pools: Pools;
  context: EvaluationContext;
}

/** The pool that the task's step names, if there is one. */
export const poolNamed = (task: PooledTask | undefined): Pool | undefined =>
  task?.to === undefined ? undefined : task.pools.find(({ id }) => id === task.to);

/** The first matching pool that has a member at hand. */
export const poolThatFits = (task: PooledTask | undefined, isManned: (pool: Pool) => boolean): Pool | undefined =>
  task?.pools.find(pool => fits(pool, task) && isManned(pool));

const fits = ({ for: scope }: Pool, { type, reason, context }: PooledTask): boolean => {
  if (scope === undefined) return false;
  const { types = [type], reasons = [reason], when } = scope;
  return types.includes(type) && reasons.includes(reason) && (when === undefined || holds(when, context));
};

/** The policy's pool, for tasks that no other pool fits. */
export const defaultPool = ({ taskPool }: Pick<Policy, 'taskPool'>): PoolMembers => ({
  members: taskPool,
  capacity: usualCapacity,
});

/** The members at work, else those who are not away; with their capacities if they differ. */
export const membersAtHand = (
  pool: PoolMembers | undefined,
  { isHere, isWorking }: { isHere(id: string): boolean; isWorking(id: string): boolean },
  team: Team,
): { owners: readonly string[]; capacities?: readonly number[] } => {
  const { members, capacity } = pool ?? { members: [], capacity: usualCapacity };
  const here = members.filter(isHere);
  const working = here.filter(isWorking);
  const owners = working.length > 0 ? working : here;
  const capacities = owners.map(id => csmOf(id, team)?.capacity ?? capacity);
  return capacities.every(each => each === capacities[0]) ? { owners } : { owners, capacities };
};

/** Does the condition need usage? Conditions of pools must not: no usage is read for them when a task is opened. */
export const asksForUsage = (when: Condition): boolean => {
  const now = '2026-01-01T00:00:00.000Z';
  return usageSince([when], [], { now, enrollment: { anchoredAt: now, steps: {} } }) !== undefined;
};
