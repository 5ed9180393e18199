import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../../kernel/instant.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import type { DueIndex } from '../../../ports/due-index.ts';
import type { DueItem } from '../../../ports/sweep-queue.ts';
import { indexName } from './create-table.ts';
import { accountPartition, deliveryKey, dueIndex, duePartition, evaluationKey } from './keys.ts';
import { type StoredItem, storedItem } from './stored-item.ts';
import type { Table } from './table.ts';

const perPage = 100;

export const tableDue = (table: Table): DueIndex => ({ find: (by, after) => due(table, by, after) });

/** The index lags; an account that a page misses is found by the next sweep. */
const due = async (
  { client, name }: Table,
  by: Instant,
  after?: DueItem,
): Promise<{ found: DueItem[]; more: boolean }> => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: name,
      IndexName: indexName,
      KeyConditionExpression: 'ipk = :ipk AND isk < :until',
      // Sorts after everything due at that instant.
      ExpressionAttributeValues: { ':ipk': { S: duePartition }, ':until': { S: `${by}$` } },
      ProjectionExpression: 'pk, sk, isk',
      Limit: perPage,
      ...(after && { ExclusiveStartKey: marshall(placeOf(after)) }),
    }),
  );
  return { found: Items.map(item => dueOf(storedItem(item))), more: LastEvaluatedKey !== undefined };
};

const dueOf = ({ pk, sk, isk = '' }: StoredItem): DueItem => ({
  // An instant has no `#`.
  dueAt: isk.slice(0, isk.indexOf('#')),
  account: pk.slice(accountPartition('').length),
  ...(sk.startsWith(sortKey.delivery) && { delivery: sk.slice(sortKey.delivery.length) }),
});

const placeOf = ({ dueAt, account, delivery }: DueItem) => {
  const key = delivery === undefined ? evaluationKey(account) : deliveryKey(account, delivery);
  return { ...key, ...dueIndex(dueAt, key) };
};
