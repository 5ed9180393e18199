import type { Task } from '../account/task.ts';
import type { Instant } from '../kernel/instant.ts';

/** Template of the Monday digest; without it no digest is sent. */
export const digestTemplate = 'csm-digest';

export interface Digest {
  /** Those whose service level was missed, which the lead has now. */
  breached: readonly Task[];
  /** Tasks that were not announced before, the most revenue at stake first. */
  ranked: readonly Task[];
  /** Risk tasks in neither list that have long held back promotional mail to their account, snoozed ones included. */
  muting: readonly Task[];
  /** Those that were late and went to the lead, which their former owner may still do. */
  withLead: readonly Task[];
  /** The number of tasks left out. */
  more: number;
  /** Accounts of the tasks and their yearly revenue, each account counted once. */
  accounts: number;
  atStake: number;
}

/** The most tasks that a digest lists. */
const mostListed = 25;

/** Past this age the digest says that the account gets no promotional mail. */
export const longMuteDays = 14;

/**
 * A CSM's Monday digest; undefined when it would be empty. `longBefore`: risk tasks opened by then are listed as holding mail
 * back; none without it. `escalated`: tasks that were the CSM's, and that the lead has because they were late.
 */
export const digestOf = (
  tasks: readonly Task[],
  longBefore?: Instant,
  escalated: readonly Task[] = [],
): Digest | undefined => {
  const open = tasks.filter(isOpen);
  const withLead = escalated.filter(isOpen).sort(byStake);
  const breached = open.filter(({ breachedAt }) => breachedAt !== undefined).sort(byStake);
  const ranked = open.filter(({ breachedAt, inDigest }) => breachedAt === undefined && inDigest === true).sort(byStake);
  const listed = new Set([...breached, ...ranked]);
  const muting = tasks.filter(task => mutes(task, longBefore) && !listed.has(task)).sort(byStake);
  const lists = [breached, ranked, muting, withLead];
  if (lists.flat().length === 0) return undefined;
  const shown = {
    breached: breached.slice(0, mostListed),
    ranked: ranked.slice(0, mostListed),
    muting: muting.slice(0, mostListed),
    withLead: withLead.slice(0, mostListed),
  };
  const revenue = revenueByAccount(lists.flat());
  return {
    ...shown,
    more: lists.flat().length - Object.values(shown).flat().length,
    accounts: revenue.size,
    atStake: [...revenue.values()].reduce((sum, each) => sum + each, 0),
  };
};

const isOpen = ({ status }: Task): boolean => status === 'open' || status === 'acknowledged';

/** What was there by then. What came later is for the next digest, whichever process asks, and when. */
export const knownBy = (at: Instant, tasks: readonly Task[]): Task[] =>
  tasks
    .filter(({ openedAt }) => openedAt <= at)
    .map(({ breachedAt, ...task }) => (breachedAt !== undefined && breachedAt <= at ? { ...task, breachedAt } : task));

/** Has the task held promotional mail back since then, or longer? */
export const mutes = ({ type, status, openedAt }: Task, longBefore: Instant | undefined): boolean =>
  longBefore !== undefined && type === 'risk' && status !== 'resolved' && openedAt <= longBefore;

/** The value from the newest of an account's tasks that has one. */
const revenueByAccount = (tasks: readonly Task[]): ReadonlyMap<string, number> => {
  const revenue = new Map<string, number>();
  for (const { account, arrAtStake } of [...tasks].sort(byAge)) {
    revenue.set(account, arrAtStake ?? revenue.get(account) ?? 0);
  }
  return revenue;
};

/** Of accounts of unknown revenue last; of equals the more severe, then the one that is due first. */
const byStake = (a: Task, b: Task): number =>
  (b.arrAtStake ?? -1) - (a.arrAtStake ?? -1) ||
  a.severity - b.severity ||
  (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : a.id < b.id ? -1 : 1);

const byAge = (a: Task, b: Task): number =>
  a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : (a.arrAtStake ?? 0) - (b.arrAtStake ?? 0);
