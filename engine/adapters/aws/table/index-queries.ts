import { paginateQuery, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { CalendarDate } from '../../../domain/instant.ts';
import { indexName } from './create-table.ts';
import { dueDateIndex, dueDateKey, ownerPartition } from './keys.ts';
import { storedItem } from './stored-item.ts';
import type { Table } from './table.ts';

const accountsPerPage = 100;

/** A page of accounts in order of name; `cursor` is the last account of the page before. Eventually consistent. */
export const accountsDue = async (
  { client, name }: Table,
  attribute: string,
  date: CalendarDate,
  cursor?: string,
): Promise<{ accounts: string[]; cursor?: string }> => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: name,
      IndexName: indexName,
      KeyConditionExpression: 'ipk = :ipk',
      ExpressionAttributeValues: { ':ipk': { S: dueDateIndex(attribute, date, '').ipk } },
      Limit: accountsPerPage,
      ...(cursor !== undefined && {
        ExclusiveStartKey: marshall({ ...dueDateKey(cursor, attribute), ...dueDateIndex(attribute, date, cursor) }),
      }),
    }),
  );
  const accounts = Items.flatMap(item => storedItem(item).isk ?? []);
  const last = accounts.at(-1);
  return { accounts, ...(LastEvaluatedKey && last !== undefined && { cursor: last }) };
};

/** Eventually consistent: enough to choose the owner with the fewest. */
export const openTasks = async ({ client, name }: Table, owner: string): Promise<number> => {
  let count = 0;
  const pages = paginateQuery(
    { client },
    {
      TableName: name,
      IndexName: indexName,
      KeyConditionExpression: 'ipk = :ipk',
      ExpressionAttributeValues: { ':ipk': { S: ownerPartition(owner) } },
      Select: 'COUNT',
    },
  );
  for await (const page of pages) count += page.Count ?? 0;
  return count;
};
