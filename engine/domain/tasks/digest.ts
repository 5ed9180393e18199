import type { Task } from '../task.ts';

export interface Digest {
  /** Those whose service level was missed, which the lead has now. */
  breached: readonly Task[];
  /** Those that nobody was interrupted for, the most revenue at stake first. */
  ranked: readonly Task[];
  /** What there was no room for. */
  more: number;
  /** All accounts that the tasks are of, and their yearly revenue, each counted once. */
  accounts: number;
  atStake: number;
}

/** As many as somebody reads on a Monday morning. */
const mostListed = 25;

/** What a CSM is told on Monday; nothing when there is nothing to tell. */
export const digestOf = (tasks: readonly Task[]): Digest | undefined => {
  const open = tasks.filter(({ status }) => status === 'open' || status === 'acknowledged');
  const breached = open.filter(({ breachedAt }) => breachedAt !== undefined).sort(byStake);
  const ranked = open.filter(({ breachedAt, inDigest }) => breachedAt === undefined && inDigest === true).sort(byStake);
  if (breached.length + ranked.length === 0) return undefined;
  const shown = { breached: breached.slice(0, mostListed), ranked: ranked.slice(0, mostListed) };
  const revenue = revenueByAccount([...breached, ...ranked]);
  return {
    ...shown,
    more: breached.length + ranked.length - shown.breached.length - shown.ranked.length,
    accounts: revenue.size,
    atStake: [...revenue.values()].reduce((sum, each) => sum + each, 0),
  };
};

/** As the newest of an account's tasks that knew it has it. */
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
