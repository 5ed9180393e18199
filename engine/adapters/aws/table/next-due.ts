import { paginateQuery } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../../kernel/instant.ts';
import { indexName } from './create-table.ts';
import { duePartition } from './keys.ts';
import type { Table } from './table.ts';

/**
 * The next time after `now` at which time alone may change any account; `undefined` if none. Recurring work is ignored.
 */
export const nextDue = async ({ client, name }: Table, now: Instant): Promise<Instant | undefined> => {
  let next: Instant | undefined;
  const pages = paginateQuery(
    { client },
    {
      TableName: name,
      IndexName: indexName,
      KeyConditionExpression: 'ipk = :due',
      FilterExpression: 'dueOnce > :now',
      ExpressionAttributeValues: { ':due': { S: duePartition }, ':now': { S: now } },
      ProjectionExpression: 'dueOnce',
    },
  );
  for await (const page of pages) {
    for (const { dueOnce } of page.Items ?? []) {
      if (dueOnce?.S && (next === undefined || dueOnce.S < next)) next = dueOnce.S;
    }
  }
  return next;
};
