import { hasLeft } from '../account/account-status.ts';
import { healthBands } from '../definition/health-model.ts';
import { isInListed, type ListedAccount } from './listed-account.ts';

/** All given conditions must hold. */
export interface AccountFilter {
  /** Part of the name or the id, ignoring case. */
  search?: string | undefined;
  segment?: string | undefined;
  owner?: string | undefined;
  plan?: string | undefined;
  stage?: string | undefined;
  touchModel?: string | undefined;
  /** `none`: no band yet. */
  band?: (typeof bandFilters)[number] | undefined;
  /** Id of a journey that the account is in. */
  journey?: string | undefined;
  tasks?: (typeof taskFilters)[number] | undefined;
}

export const bandFilters = [...healthBands, 'none'] as const;
export const taskFilters = ['open', 'breached'] as const;

/** Whether the filter lists the account. Deleted accounts are never listed. */
export const isListed = (row: ListedAccount, filter: AccountFilter): boolean => {
  const { search, segment, band, journey, tasks, ...same } = filter;
  if (row.status === 'deleted') return false;
  if (search !== undefined && ![row.name, row.account].some(text => text.toLowerCase().includes(search.toLowerCase())))
    return false;
  if (segment !== undefined && !isInListed(row, segment)) return false;
  if (band !== undefined && (row.health?.band ?? 'none') !== band) return false;
  if (journey !== undefined && !row.journeys.includes(journey)) return false;
  if (tasks === 'open' && row.tasks.open === 0) return false;
  if (tasks === 'breached' && row.tasks.breached === 0) return false;
  return (['owner', 'plan', 'stage', 'touchModel'] as const).every(
    name => same[name] === undefined || row[name] === same[name],
  );
};

export const accountOrders = [
  'risk',
  'name',
  'arr',
  'health',
  'change',
  'renewal',
  'lastSeen',
  'tasks',
  'stage',
  'owner',
] as const;
export type AccountOrder = (typeof accountOrders)[number];

/**
 * Most urgent first: the lowest score, the next renewal, the longest time since last seen. Unknown values come last.
 */
export const inOrderOf = (order: AccountOrder): ((a: ListedAccount, b: ListedAccount) => number) => {
  const of = keys[order];
  return (a, b) => {
    const [ones, others] = [of(a), of(b)];
    for (const [index, one] of ones.entries()) {
      const compared = compare(one, others[index]);
      if (compared !== 0) return compared;
    }
    return compare(a.name, b.name) || compare(a.account, b.account);
  };
};

type Key = string | number | undefined;

const largest = (value: number | undefined): Key => value && -value;

/** `risk`: by band, red first, and by annual revenue within each; churned accounts come last. */
const keys: Readonly<Record<AccountOrder, (row: ListedAccount) => readonly Key[]>> = {
  risk: ({ status, health, arr }) => [
    hasLeft(status) ? 1 : 0,
    { red: 0, yellow: 1, none: 2, green: 3 }[health?.band ?? 'none'],
    largest(arr),
  ],
  name: ({ name }) => [name.toLowerCase()],
  arr: ({ arr }) => [largest(arr)],
  health: ({ health }) => [health?.score ?? undefined],
  change: ({ health }) => [health?.change],
  renewal: ({ renewalAt }) => [renewalAt],
  lastSeen: ({ lastSeen }) => [lastSeen],
  tasks: ({ tasks: { open, worst } }) => [worst?.severity, worst?.dueAt, largest(open)],
  stage: ({ stage, arr }) => [stage, largest(arr)],
  owner: ({ owner, arr }) => [owner, largest(arr)],
};

const compare = (a: Key, b: Key): number => (a === b ? 0 : a === undefined ? 1 : b === undefined ? -1 : a < b ? -1 : 1);
