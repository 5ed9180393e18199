import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../../kernel/instant.ts';
import { isAlive } from '../../../ports/retention.ts';
import type { Key } from './keys.ts';
import { content, storedItem } from './stored-item.ts';
import type { Table } from './table.ts';

/**
 * A page of the items whose sort keys have the prefix, the last first. Expired items are left out, so a page may be
 * short. Strongly consistent.
 */
export const latestFirst = async <Content>(
  { client, name }: Table,
  { pk, prefix, limit, before, now }: { pk: string; prefix: string; limit: number; before?: Key; now: Instant },
): Promise<{ found: Content[]; isLast: boolean }> => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: prefix } },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit,
      ...(before && { ExclusiveStartKey: marshall(before) }),
    }),
  );
  const alive = Items.map(storedItem).filter(item => isAlive(item, now));
  return { found: alive.map(item => content<Content>(item)), isLast: LastEvaluatedKey === undefined };
};
