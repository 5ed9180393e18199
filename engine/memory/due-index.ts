import type { Instant } from '../kernel/instant.ts';
import type { DueIndex } from '../ports/due-index.ts';
import type { DueItem } from '../ports/sweep-queue.ts';
import { deleteRow, justAfter, putRow, rowsBetween } from './rows.ts';
import type { Store } from './store.ts';

const perPage = 100;

export const memoryDue = ({ due }: Store): DueIndex => ({
  find: async (by, after) => {
    const found = rowsBetween(due, after ? justAfter(placeOf(after)) : '', `${by}$`, perPage);
    return { found, more: found.length === perPage };
  },
});

/** Sets when an account's evaluation, or one of its deliveries, is due; without `dueAt` it is no longer due. */
export const putDue = (
  { due, duePlaces }: Store,
  account: string,
  dueAt: Instant | undefined,
  delivery?: string,
): void => {
  const name = nameOf({ account, ...(delivery !== undefined && { delivery }) });
  const before = duePlaces.get(name);
  if (before !== undefined) deleteRow(due, before);
  duePlaces.delete(name);
  if (!dueAt) return;
  const item = Object.freeze({ dueAt, account, ...(delivery !== undefined && { delivery }) });
  duePlaces.set(name, placeOf(item));
  putRow(due, placeOf(item), item);
};

/** Orders items by due time, then account. */
const placeOf = (item: DueItem): string => `${item.dueAt}#${nameOf(item)}`;

const nameOf = ({ account, delivery }: Omit<DueItem, 'dueAt'>): string =>
  delivery === undefined ? `${account}#HOT#EVALUATION` : `${account}#LEDGER#${delivery}`;
