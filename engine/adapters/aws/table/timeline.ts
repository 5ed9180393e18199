import { paginateScan } from '@aws-sdk/client-dynamodb';
import type { TimelineLine } from '../../../account/timeline.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import { accountPartition } from './keys.ts';
import { content, storedItem } from './stored-item.ts';
import { itemsUnder, type Table } from './table.ts';

/** An account's whole timeline, in order: one query. */
export const accountTimeline = async (table: Table, account: string): Promise<TimelineLine[]> =>
  (await itemsUnder(table, accountPartition(account), sortKey.line)).map(item => content<TimelineLine>(item));

/** The timelines of all accounts, in no particular order. Reads the whole table: for reports, never for a handler. */
export async function* allTimelines({ client, name }: Table): AsyncGenerator<TimelineLine> {
  const pages = paginateScan(
    { client },
    {
      TableName: name,
      FilterExpression: 'begins_with(sk, :line)',
      ExpressionAttributeValues: { ':line': { S: sortKey.line } },
    },
  );
  for await (const page of pages) {
    for (const item of page.Items ?? []) yield content<TimelineLine>(storedItem(item));
  }
}
