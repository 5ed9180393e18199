import { paginateQuery } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../../domain/instant.ts';
import { indexName } from './create-table.ts';
import { openClaimsPartition } from './keys.ts';
import { storedItem } from './stored-item.ts';
import type { Table } from './table.ts';

/** Claimed before that moment and not answered, the oldest first. Eventually consistent. */
export const openClaims = async (
  { client, name }: Table,
  before: Instant,
): Promise<{ account: string; id: string }[]> => {
  const found: { account: string; id: string }[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: name,
      IndexName: indexName,
      KeyConditionExpression: 'ipk = :ipk AND isk < :before',
      ExpressionAttributeValues: { ':ipk': { S: openClaimsPartition }, ':before': { S: before } },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const [, id = '', ...account] = (storedItem(item).isk ?? '').split('#');
      found.push({ account: account.join('#'), id });
    }
  }
  return found;
};
