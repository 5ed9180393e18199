import { hasLeft } from '../account/account-status.ts';
import { type AccountFilter, type AccountOrder, accountOrders, inOrderOf, isListed } from './arrange-accounts.ts';
import type { ListedAccount } from './listed-account.ts';

type FilterName = Exclude<keyof AccountFilter, 'search'>;

/** Where each filter and each order has a row, so that a page without a server lists as a server would. */
export interface KeptArrangement {
  /** Values of filters that list it, as `band red`. */
  listedBy: string[];
  /** Its place in each order, from 0. */
  places: Record<AccountOrder, number>;
  /** Its part in sums of yearly revenue. */
  pays: number;
}

/** Of rows that are listed without a filter. @param values that each filter may have */
export const keptArrangements = (
  rows: readonly ListedAccount[],
  values: Readonly<Record<FilterName, readonly string[]>>,
): ReadonlyMap<string, KeptArrangement> => {
  const places = new Map(
    accountOrders.map(order => [
      order,
      new Map([...rows].sort(inOrderOf(order)).map(({ account }, place) => [account, place])),
    ]),
  );
  return new Map(
    rows.map(row => [
      row.account,
      {
        listedBy: Object.entries(values).flatMap(([name, all]) =>
          all.filter(value => isListed(row, { [name]: value } as AccountFilter)).map(value => `${name} ${value}`),
        ),
        places: Object.fromEntries(
          accountOrders.map(order => [order, places.get(order)?.get(row.account) ?? 0]),
        ) as KeptArrangement['places'],
        pays: hasLeft(row.status) ? 0 : (row.arr ?? 0),
      },
    ]),
  );
};
