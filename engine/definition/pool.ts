import type { Condition } from './condition.ts';
import type { TaskType } from './task.ts';

/** CSMs who share work: it goes to the least loaded. */
export interface Pool {
  id: string;
  /** Which tasks of accounts without an owner it takes; by default only tasks assigned to it. */
  for?: PoolScope;
  /** Ids of the team. */
  members: readonly string[];
  /** Maximum open tasks per member; a CSM's own `capacity` takes precedence. */
  capacity: number;
}

/** All given criteria must hold. */
export interface PoolScope {
  types?: readonly TaskType[];
  /** Step ids of escalations. */
  reasons?: readonly string[];
  /** A condition on the account. */
  when?: Condition;
}

/** In order: the first that fits takes a task. Like the team, no part of a journey. */
export type Pools = readonly Pool[];

/** Instead of a pool: the lead of the account's owner. */
export const toLead = 'lead';

/** Capacity of the members of the policy's `taskPool`, and of members without one of their own. In open tasks. */
export const usualCapacity = 25;
