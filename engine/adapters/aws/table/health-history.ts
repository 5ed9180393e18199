import { paginateScan, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { HealthRecord } from '../../../account/health-state.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import type { HealthHistory } from '../../../ports/health-history.ts';
import type { Clock } from '../../../ports/ports.ts';
import { isAlive } from '../../../ports/retention.ts';
import { accountPartition } from './keys.ts';
import { healthOf } from './rows/health.ts';
import { storedItem } from './stored-item.ts';
import type { Table } from './table.ts';

export const tableHealthHistory = (table: Table, clock: Clock): HealthHistory => ({
  last: (account, options) => lastHealth(table, account, options, clock.now()),
});

const lastHealth = async (
  { client, name }: Table,
  account: string,
  { until, atMost }: { until: Instant; atMost: number },
  now: Instant,
): Promise<HealthRecord[]> => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':pk': { S: accountPartition(account) },
        ':from': { S: sortKey.health },
        ':to': { S: sortKey.health + until },
      },
      ScanIndexForward: false,
      Limit: atMost,
      ConsistentRead: true,
    }),
  );
  return Items.map(storedItem)
    .filter(item => isAlive(item, now))
    .map(healthOf);
};

/** The scores of all accounts, in no particular order. Reads the whole table: for reports, never for a handler. */
export async function* allHealth({ client, name }: Table): AsyncGenerator<HealthRecord> {
  const pages = paginateScan(
    { client },
    {
      TableName: name,
      FilterExpression: 'begins_with(sk, :health)',
      ExpressionAttributeValues: { ':health': { S: sortKey.health } },
    },
  );
  for await (const page of pages) for (const item of page.Items ?? []) yield healthOf(storedItem(item));
}
