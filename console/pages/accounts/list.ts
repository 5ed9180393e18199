import type { Answer } from '../../api.ts';

export type AccountsList = Answer<'/v1/accounts'>;
export type ListedRow = AccountsList['rows'][number];

/** Columns of the table in order; `sort` is the API's sort key. */
export const columns = [
  { sort: 'name', name: 'Account' },
  { sort: 'health', name: 'Health', number: true },
  { sort: 'change', name: '4 weeks' },
  { sort: 'arr', name: 'A year', number: true },
  { sort: 'renewal', name: 'Renewal', number: true },
  { sort: 'stage', name: 'Stage' },
  { sort: 'owner', name: 'Owner' },
  { sort: 'lastSeen', name: 'Last seen', number: true },
  { sort: 'tasks', name: 'Tasks', number: true },
  { sort: undefined, name: 'In journeys' },
] as const;

/** `atRisk` → `At risk` */
export const titleOf = (name: string): string => {
  const text = name.replaceAll(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
};
