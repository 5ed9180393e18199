import { createHash } from 'node:crypto';
import type { Load } from '../account/routing.ts';
import { type Pools, usualCapacity } from '../definition/pool.ts';
import { csmOf, type Team } from '../definition/team.ts';
import type { Instant } from '../kernel/instant.ts';
import { type AssignmentRules, assigned, presence } from './assign.ts';
import { defaultPool, membersAtHand } from './choose-pool.ts';

/** A candidate for owner of an account, and the open tasks that they can carry. */
export interface Candidate {
  id: string;
  capacity: number;
}

/**
 * The pool's members at work, else those who are not away, else all who are still on the team, with their capacities. A
 * pool that no longer exists is replaced by the policy's.
 */
export const poolRoom = (
  pool: string,
  { pools, team, rules, at }: { pools: Pools; team: Team; rules: AssignmentRules; at: Instant },
): Candidate[] => {
  const named = pools.find(({ id }) => id === pool) ?? defaultPool(rules);
  const { owners } = membersAtHand(named, presence(rules, team, at), team);
  const left = owners.length > 0 ? owners : named.members.filter(id => csmOf(id, team) !== undefined);
  const usual = 'id' in named ? named.capacity : usualCapacity;
  return left.map(id => ({ id, capacity: csmOf(id, team)?.capacity ?? usual }));
};

/**
 * Draws a candidate by a hash of the key, with a probability proportional to their room. Otherwise many accounts
 * assigned at once would all go to the same person, who has no tasks of theirs yet. If all are full, the least loaded
 * is chosen.
 */
export const drawOwner = (candidates: readonly Candidate[], load: Load, key: string): string | undefined => {
  const open = (id: string): number => (load.get(id)?.now ?? 0) + (load.get(id)?.digest ?? 0);
  const rooms = candidates.map(({ id, capacity }) => ({ id, room: Math.max(0, capacity - open(id)) }));
  const total = rooms.reduce((sum, { room }) => sum + room, 0);
  if (candidates.length === 0) return undefined;
  if (total === 0) {
    const [owners, capacities] = [candidates.map(({ id }) => id), candidates.map(({ capacity }) => capacity)];
    return assigned({ owners, assignedBy: 'pool', capacities }, load).owner;
  }
  let place = createHash('sha256').update(key).digest().readUIntBE(0, 6) % total;
  for (const { id, room } of rooms) {
    if (place < room) return id;
    place -= room;
  }
  return undefined;
};
