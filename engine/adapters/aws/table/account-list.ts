import type { ListedAccount } from '../../../counts/listed-account.ts';
import type { AccountList } from '../../../ports/account-list.ts';
import { listedKey, listedPrefix, listPartition } from './count-keys.ts';
import { shards } from './keys.ts';
import { content, type StoredItem } from './stored-item.ts';
import { itemAt, pagesUnder, type Table } from './table.ts';

/** The rows that the tally keeps: a query for each shard. */
export const tableAccountList = (table: Table): AccountList => ({
  all: () => allRows(table),
  find: async account => {
    const item = await itemAt(table, listedKey(account));
    return item && rowOf(item);
  },
});

async function* allRows(table: Table): AsyncGenerator<ListedAccount[]> {
  for (const shard of shards)
    for await (const page of pagesUnder(table, listPartition(shard), listedPrefix))
      yield page.flatMap(item => rowOf(item) ?? []);
}

const rowOf = (item: StoredItem): ListedAccount | undefined => content<{ row?: ListedAccount }>(item).row;
