import { hasLeft } from '../account/account-status.ts';
import { type AccountFilter, type AccountOrder, accountOrders, inOrderOf, isListed } from './arrange-accounts.ts';
import type { ListedAccount } from './listed-account.ts';

type FilterName = Exclude<keyof AccountFilter, 'search'>;

/** A row's precomputed filters and positions, with which a page without a server lists accounts as a server would. */
export interface KeptArrangement {
  /** Filter values that list it, such as `band red`. */
  listedBy: string[];
  /** Its position in each order, from 0. */
  places: Record<AccountOrder, number>;
  /** Its share of the sum of yearly revenue. */
  pays: number;
}

/** For all rows that are listed without a filter. @param values possible values of each filter */
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
