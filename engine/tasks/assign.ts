import type { Profile } from '../account/account.ts';
import type { Load } from '../account/routing.ts';
import type { Task } from '../account/task.ts';
import type { Policy } from '../definition/policy.ts';
import { toLead } from '../definition/pool.ts';
import { csmOf, isAtWork, isAway, memberOf, type Team } from '../definition/team.ts';
import type { Instant } from '../kernel/instant.ts';
import {
  defaultPool,
  membersAtHand,
  type PooledTask,
  type PoolMembers,
  poolNamed,
  poolThatFits,
} from './choose-pool.ts';

export type Assignment = Pick<Task, 'owner' | 'assignedBy'>;

/** The candidates for owner of a new task, and why. */
export interface Candidates {
  owners: readonly string[];
  assignedBy: Task['assignedBy'];
  /** Open tasks that each owner can carry, in the order of `owners`; equal if undefined. */
  capacities?: readonly number[];
}

export type AssignmentRules = Pick<Policy, 'taskPool' | 'businessCalendar'>;

/**
 * The candidates for owner of a new task, in this order:
 * - If the step assigns the lead: the lead of the account's owner, or the lead's stand-in.
 * - If the step names a pool: the account's owner if present and a member, else the pool's members at hand.
 * - The account's owner; while the owner is away, the delegate, or the delegate's delegate, and so on.
 * - The first pool that fits, else the policy's: its members at work, else those who are not away.
 * - The owner, though away and without a delegate: the task will be breached and go to the lead.
 * An id outside the team can't read tasks, and so can't be an owner.
 */
export const candidates = (
  profile: Profile | undefined,
  rules: AssignmentRules,
  team: Team,
  at: Instant,
  task?: PooledTask,
): Candidates => {
  const owner = ownerOf(profile, team);
  const present = owner === undefined ? undefined : standIn(owner, rules, team, at);
  const atHand = (pool: PoolMembers | undefined): Candidates | undefined => {
    const { owners, capacities } = membersAtHand(pool, presence(rules, team, at), team);
    return owners.length > 0 ? { owners, assignedBy: 'pool', ...(capacities && { capacities }) } : undefined;
  };
  const lead = task?.to === toLead && owner !== undefined ? csmOf(owner, team)?.lead : undefined;
  if (lead !== undefined) return { owners: [standIn(lead, rules, team, at) ?? lead], assignedBy: 'lead' };
  const named = poolNamed(task);
  if (named !== undefined && !(owner !== undefined && owner === present && named.members.includes(owner))) {
    const pooled = atHand(named);
    if (pooled !== undefined) return pooled;
  }
  if (present !== undefined) return { owners: [present], assignedBy: present === owner ? 'account' : 'delegate' };
  const pooled = atHand(poolThatFits(task, pool => atHand(pool) !== undefined)) ?? atHand(defaultPool(rules));
  if (pooled !== undefined) return pooled;
  return owner === undefined ? { owners: [], assignedBy: 'nobody' } : { owners: [owner], assignedBy: 'account' };
};

/** The owner with the fewest open tasks per capacity; of equals the first. */
export const assigned = ({ owners, assignedBy, capacities }: Candidates, load: Load): Assignment => {
  const [first, ...others] = owners.map((id, index) => ({
    id,
    open: (load.get(id)?.now ?? 0) + (load.get(id)?.digest ?? 0),
    capacity: capacities?.[index] ?? 1,
  }));
  if (first === undefined) return { owner: unassigned, assignedBy: 'nobody' };
  const least = others.reduce((a, b) => (b.open * a.capacity < a.open * b.capacity ? b : a), first);
  return { owner: least.id, assignedBy };
};

/** Owner of a task that has none; operators are alerted to it. */
export const unassigned = 'nobody';

/** The active stand-in of a CSM; undefined when delegates form a cycle, or the last one has none or left the team. */
export const standIn = (id: string, rules: AssignmentRules, team: Team, at: Instant): string | undefined => {
  const { isHere } = presence(rules, team, at);
  const seen = new Set<string>();
  for (let next: string | undefined = id; next !== undefined && !seen.has(next); next = csmOf(next, team)?.delegate) {
    if (isHere(next)) return next;
    seen.add(next);
  }
  return undefined;
};

/** Who is present and who is at work at that time. Without a configured team every id counts as both. */
export const presence = ({ businessCalendar }: AssignmentRules, team: Team, at: Instant) => ({
  isHere: (id: string): boolean => {
    const csm = csmOf(id, team);
    return csm === undefined ? team.length === 0 : !isAway(csm, at, team, businessCalendar);
  },
  isWorking: (id: string): boolean => team.length === 0 || isAtWork(id, at, team, businessCalendar),
});

/** Id of the account's owner. */
export const ownerOf = (profile: Profile | undefined, team: Team): string | undefined => {
  const owner = profile?.attributes.owner?.value;
  if (typeof owner !== 'string' || owner === '') return undefined;
  return team.length === 0 ? owner : memberOf(owner, team)?.id;
};
