import { paginateQuery } from '@aws-sdk/client-dynamodb';
import type { RecurringRevenue } from '../../../account/recurring-revenue.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import type { OwnedRevenue, Revenue } from '../../../ports/revenue.ts';
import { indexName } from './create-table.ts';
import { accountPartition, partitionAccount, revenuePartition, shards } from './keys.ts';
import { content, storedItem } from './stored-item.ts';
import { itemsUnder, type Table } from './table.ts';

export const tableRevenue = (table: Table): Revenue => ({
  ofAccount: async account =>
    (await itemsUnder(table, accountPartition(account), sortKey.revenue)).map(item => content<RecurringRevenue>(item)),
  all: () => allRevenue(table),
});

async function* allRevenue({ client, name }: Table): AsyncGenerator<OwnedRevenue[]> {
  for (const shard of shards) {
    const pages = paginateQuery(
      { client },
      {
        TableName: name,
        IndexName: indexName,
        KeyConditionExpression: 'ipk = :ipk',
        ExpressionAttributeValues: { ':ipk': { S: revenuePartition(shard) } },
      },
    );
    for await (const { Items = [] } of pages) {
      const rows = Items.map(storedItem).map(item => ({
        ...content<RecurringRevenue>(item),
        account: partitionAccount(item),
      }));
      if (rows.length > 0) yield rows;
    }
  }
}
