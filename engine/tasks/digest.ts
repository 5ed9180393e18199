import type { Task } from '../account/task.ts';
import type { Instant } from '../kernel/instant.ts';

/** Template of the Monday digest; without it no digest is sent. */
export const digestTemplate = 'csm-digest';

export interface Digest {
  /** Tasks of the reader whose service level was missed, including those that came to them as lead. */
  breached: readonly Task[];
  /** Tasks that were not announced before, the most revenue at stake first. */
  ranked: readonly Task[];
  /** Risk tasks in neither list that have long held back promotional mail to their account, snoozed ones included. */
  muting: readonly Task[];
  /** The reader's former tasks that were late and went to the lead; the reader may still do them. */
  withLead: readonly Task[];
  /** The number of tasks left out. */
  more: number;
  /** Number of accounts with these tasks, and their yearly revenue (`atStake`), each account counted once. */
  accounts: number;
  atStake: number;
}

/** The most tasks that a digest lists. */
const mostListed = 25;

/** After this many days the digest says that a risk task holds promotional mail back. */
export const longMuteDays = 14;

/**
 * A CSM's Monday digest; undefined when it would be empty. `longBefore`: risk tasks opened by then are listed as
 * holding mail back; undefined lists none. `escalated`: tasks that were the CSM's, and that the lead has because they
 * were late.
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

/** The tasks as of `at`. Later ones are for the next digest, regardless of when a process asks. */
export const knownBy = (at: Instant, tasks: readonly Task[]): Task[] =>
  tasks
    .filter(({ openedAt }) => openedAt <= at)
    .map(({ breachedAt, ...task }) => (breachedAt !== undefined && breachedAt <= at ? { ...task, breachedAt } : task));

/** Has the risk task held promotional mail back since `longBefore` or earlier? */
export const mutes = ({ type, status, openedAt }: Task, longBefore: Instant | undefined): boolean =>
  longBefore !== undefined && type === 'risk' && status !== 'resolved' && openedAt <= longBefore;

/** Yearly revenue by account, from its newest task that has one. */
const revenueByAccount = (tasks: readonly Task[]): ReadonlyMap<string, number> => {
  const revenue = new Map<string, number>();
  for (const { account, arrAtStake } of [...tasks].sort(byAge)) {
    revenue.set(account, arrAtStake ?? revenue.get(account) ?? 0);
  }
  return revenue;
};

/** Orders by revenue at stake, unknown revenue last; then by severity and due time. */
const byStake = (a: Task, b: Task): number =>
  (b.arrAtStake ?? -1) - (a.arrAtStake ?? -1) ||
  a.severity - b.severity ||
  (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : a.id < b.id ? -1 : 1);

const byAge = (a: Task, b: Task): number =>
  a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : (a.arrAtStake ?? 0) - (b.arrAtStake ?? 0);
