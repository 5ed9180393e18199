import type { Profile } from '../account.ts';
import type { Instant } from '../instant.ts';
import type { Policy } from '../policy.ts';
import type { Task } from '../task.ts';
import { csmOf, isAway, type Team } from './team.ts';

/** Open tasks of an owner. */
export interface OpenTasks {
  /** To be taken up at once. */
  now: number;
  /** To be read about in the digest. */
  digest: number;
}

export type Load = ReadonlyMap<string, OpenTasks>;

export type Assignment = Pick<Task, 'owner' | 'assignedBy'>;

/** Who may own a new task, and why they may. */
export interface Candidates {
  owners: readonly string[];
  assignedBy: Task['assignedBy'];
}

type Rules = Pick<Policy, 'taskPool' | 'businessCalendar'>;

/**
 * The account's owner; when that one is away the delegate, whose own delegate stands in, and so on; else those of the pool who
 * are there. An owner whom nobody can stand in for keeps the task: it is breached in time, and goes to the lead.
 */
export const candidates = (profile: Profile | undefined, rules: Rules, team: Team, at: Instant): Candidates => {
  const owner = ownerOf(profile);
  const present = owner === undefined ? undefined : standIn(owner, rules, team, at);
  if (present !== undefined) return { owners: [present], assignedBy: present === owner ? 'account' : 'delegate' };
  const pool = rules.taskPool.filter(id => isHere(id, rules, team, at));
  if (pool.length > 0) return { owners: pool, assignedBy: 'pool' };
  return owner === undefined ? { owners: [], assignedBy: 'nobody' } : { owners: [owner], assignedBy: 'account' };
};

/** The one with the fewest open tasks, the first of equals. */
export const assigned = ({ owners, assignedBy }: Candidates, load: Load): Assignment => {
  const [first, ...others] = owners;
  if (first === undefined) return { owner: nobody, assignedBy: 'nobody' };
  const open = (id: string): number => (load.get(id)?.now ?? 0) + (load.get(id)?.digest ?? 0);
  return { owner: others.reduce((least, id) => (open(id) < open(least) ? id : least), first), assignedBy };
};

/** Stands where an owner would, for a task that operations must look after. */
export const nobody = 'nobody';

/** Who works for a CSM at that time; nothing when the delegates go round in a circle, or the last one has none. */
export const standIn = (id: string, rules: Rules, team: Team, at: Instant): string | undefined => {
  const asked = new Set<string>();
  for (let next: string | undefined = id; next !== undefined && !asked.has(next); next = csmOf(next, team)?.delegate) {
    const csm = csmOf(next, team);
    if (csm === undefined || !isAway(csm, at, team, rules.businessCalendar)) return next;
    asked.add(next);
  }
  return undefined;
};

/** A pool may name somebody who left the team. */
const isHere = (id: string, { businessCalendar }: Rules, team: Team, at: Instant): boolean => {
  const csm = csmOf(id, team);
  return csm === undefined ? team.length === 0 : !isAway(csm, at, team, businessCalendar);
};

const ownerOf = (profile: Profile | undefined): string | undefined => {
  const owner = profile?.attributes.owner?.value;
  return typeof owner === 'string' && owner !== '' ? owner : undefined;
};
