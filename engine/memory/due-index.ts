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

/** The account's evaluation, or that delivery of it, is due then, and no more when it was; nothing: it is not due. */
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

/** The longest due first; of one moment in order of account. */
const placeOf = (item: DueItem): string => `${item.dueAt}#${nameOf(item)}`;

const nameOf = ({ account, delivery }: Omit<DueItem, 'dueAt'>): string =>
  delivery === undefined ? `${account}#HOT#EVALUATION` : `${account}#LEDGER#${delivery}`;
