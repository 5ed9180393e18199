import { paginateScan } from '@aws-sdk/client-dynamodb';
import { sortKey } from '../../../kernel/row-keys.ts';
import type { StillWaiting } from '../../../ports/all-accounts.ts';
import type { KeptCall } from '../../../ports/directory.ts';
import type { WaitingFor } from '../../../ports/waiting-events.ts';
import { accountPartition, customerPartition, unmatchedPartition } from './keys.ts';
import type { Table } from './table.ts';

/** Scans the whole table. */
export const countStillWaiting = async ({ client, name: TableName }: Table): Promise<StillWaiting[]> => {
  const counts = new Map<string, number>();
  const users = new Set<string>();
  const pages = paginateScan(
    { client },
    {
      TableName,
      FilterExpression: 'begins_with(sk, :waiting)',
      ExpressionAttributeValues: { ':waiting': { S: sortKey.waiting } },
      ProjectionExpression: 'pk, json',
    },
  );
  for await (const page of pages) {
    for (const { pk, json } of page.Items ?? []) {
      const isOfUser = /^(USER|VISITOR)#/.test(pk?.S ?? '');
      const partition = isOfUser ? hashed : (pk?.S ?? '');
      if (isOfUser) users.add(nameIn(json?.S ?? '{}'));
      counts.set(partition, (counts.get(partition) ?? 0) + 1);
    }
  }
  return [...counts].sort().map(([partition, events]) => ({
    of: partition === hashed ? { users: [...users].sort() } : ownerOf(partition),
    events,
  }));
};

/** One entry for all users and visitors, because their partitions are named by hashes. */
const hashed = 'USERS';

const nameIn = (json: string): string => {
  const { call } = JSON.parse(json) as Pick<KeptCall, 'call'>;
  return call.user ?? call.visitor ?? '';
};

const ownerOf = (partition: string): WaitingFor => {
  if (partition === unmatchedPartition) return 'unmatched';
  const customers = customerPartition('');
  return partition.startsWith(customers)
    ? { customer: partition.slice(customers.length) }
    : { account: partition.slice(accountPartition('').length) };
};
