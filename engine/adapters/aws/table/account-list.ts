import type { ListedAccount } from '../../../counts/listed-account.ts';
import type { AccountList } from '../../../ports/account-list.ts';
import { listedKey, listedPrefix, listPartition } from './count-keys.ts';
import { shards } from './keys.ts';
import { content, type StoredItem } from './stored-item.ts';
import { itemAt, pagesUnder, type Table } from './table.ts';

/** The rows that the tally writes: a query for each shard. */
export const tableAccountList = (table: Table): AccountList => ({
  all: () => allRows(table),
  find: async account => {
    const item = await itemAt(table, listedKey(account));
    return item && rowOf(item);
  },
});

/** Reads all shards at once, because one after the other takes more than a second. */
async function* allRows(table: Table): AsyncGenerator<ListedAccount[]> {
  const reads = shards.map(async shard => {
    const rows: ListedAccount[] = [];
    for await (const page of pagesUnder(table, listPartition(shard), listedPrefix))
      rows.push(...page.flatMap(item => rowOf(item) ?? []));
    return rows;
  });
  yield* await Promise.all(reads);
}

const rowOf = (item: StoredItem): ListedAccount | undefined => content<{ row?: ListedAccount }>(item).row;
