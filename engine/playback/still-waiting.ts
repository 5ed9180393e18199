import { paginateScan } from '@aws-sdk/client-dynamodb';
import { accountPartition, customerPartition, sortKey, unmatchedPartition } from '../adapters/aws/table/keys.ts';
import type { Table } from '../adapters/aws/table/table.ts';
import type { WaitingFor } from '../services/ports.ts';

/** Events that are kept because nobody has said yet whose they are. */
export interface StillWaiting {
  /** The account that no `group` call has told of, the processor's customer that no account has named, or nobody. */
  of: WaitingFor;
  events: number;
}

/** Looks through the whole table: for the end of a playback only. */
export const stillWaiting = async ({ client, name: TableName }: Table): Promise<StillWaiting[]> => {
  const counts = new Map<string, number>();
  const pages = paginateScan(
    { client },
    {
      TableName,
      FilterExpression: 'begins_with(sk, :waiting)',
      ExpressionAttributeValues: { ':waiting': { S: sortKey.waiting } },
      ProjectionExpression: 'pk',
    },
  );
  for await (const page of pages) {
    for (const { pk } of page.Items ?? []) counts.set(pk?.S ?? '', (counts.get(pk?.S ?? '') ?? 0) + 1);
  }
  return [...counts].sort().map(([partition, events]) => ({ of: ownerOf(partition), events }));
};

const ownerOf = (partition: string): StillWaiting['of'] => {
  if (partition === unmatchedPartition) return 'unmatched';
  const customers = customerPartition('');
  return partition.startsWith(customers)
    ? { customer: partition.slice(customers.length) }
    : { account: partition.slice(accountPartition('').length) };
};
