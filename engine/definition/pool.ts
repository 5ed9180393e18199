import type { Condition } from './condition.ts';
import type { TaskType } from './task.ts';

/** CSMs who share work: the least loaded one gets it. */
export interface Pool {
  id: string;
  /** Tasks of accounts without an owner that it takes; without it only those that name it. */
  for?: PoolScope;
  /** Ids of the team. */
  members: readonly string[];
  /** Open tasks that a member can carry; a CSM's own `capacity` goes before it. */
  capacity: number;
}

/** All that is given must hold. */
export interface PoolScope {
  types?: readonly TaskType[];
  /** Step ids of escalations. */
  reasons?: readonly string[];
  /** Of the account. */
  when?: Condition;
}

/** In order: the first that fits takes a task. Like the team, no part of a journey. */
export type Pools = readonly Pool[];

/** Instead of a pool: the lead of the account's owner. */
export const toLead = 'lead';

/** Capacity of the members of the policy's `taskPool`, and of members without one of their own. In open tasks. */
export const usualCapacity = 25;
