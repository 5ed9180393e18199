import type { Profile } from '../account/account.ts';
import type { Load } from '../account/routing.ts';
import type { Task } from '../account/task.ts';
import type { Policy } from '../definition/policy.ts';
import { csmOf, isAway, memberOf, type Team } from '../definition/team.ts';
import type { Instant } from '../kernel/instant.ts';

export type Assignment = Pick<Task, 'owner' | 'assignedBy'>;

/** The candidates for owner of a new task, and why. */
export interface Candidates {
  owners: readonly string[];
  assignedBy: Task['assignedBy'];
}

type Rules = Pick<Policy, 'taskPool' | 'businessCalendar'>;

/**
 * The account's owner; when the owner is away the delegate, or the delegate's delegate, and so on; else the present members of
 * the pool. Without a delegate the owner keeps the task: it breaches in time, and goes to the lead. An id outside the team
 * can read no task, and so can't be an owner.
 */
export const candidates = (profile: Profile | undefined, rules: Rules, team: Team, at: Instant): Candidates => {
  const owner = ownerOf(profile, team);
  const present = owner === undefined ? undefined : standIn(owner, rules, team, at);
  if (present !== undefined) return { owners: [present], assignedBy: present === owner ? 'account' : 'delegate' };
  const pool = rules.taskPool.filter(id => isHere(id, rules, team, at));
  if (pool.length > 0) return { owners: pool, assignedBy: 'pool' };
  return owner === undefined ? { owners: [], assignedBy: 'nobody' } : { owners: [owner], assignedBy: 'account' };
};

/** The one with the fewest open tasks, the first of equals. */
export const assigned = ({ owners, assignedBy }: Candidates, load: Load): Assignment => {
  const [first, ...others] = owners;
  if (first === undefined) return { owner: unassigned, assignedBy: 'nobody' };
  const open = (id: string): number => (load.get(id)?.now ?? 0) + (load.get(id)?.digest ?? 0);
  return { owner: others.reduce((least, id) => (open(id) < open(least) ? id : least), first), assignedBy };
};

/** Stands where an owner would, for a task that operations must look after. */
export const unassigned = 'nobody';

/** The active stand-in of a CSM; undefined when delegates form a cycle, or the last one has none or left the team. */
export const standIn = (id: string, rules: Rules, team: Team, at: Instant): string | undefined => {
  const asked = new Set<string>();
  for (let next: string | undefined = id; next !== undefined && !asked.has(next); next = csmOf(next, team)?.delegate) {
    if (isHere(next, rules, team, at)) return next;
    asked.add(next);
  }
  return undefined;
};

/** Without a configured team every id counts as present. */
const isHere = (id: string, { businessCalendar }: Rules, team: Team, at: Instant): boolean => {
  const csm = csmOf(id, team);
  return csm === undefined ? team.length === 0 : !isAway(csm, at, team, businessCalendar);
};

/** Id of the account's owner. */
export const ownerOf = (profile: Profile | undefined, team: Team): string | undefined => {
  const owner = profile?.attributes.owner?.value;
  if (typeof owner !== 'string' || owner === '') return undefined;
  return team.length === 0 ? owner : memberOf(owner, team)?.id;
};
