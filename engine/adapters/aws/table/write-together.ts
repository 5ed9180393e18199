import { DeleteItemCommand, TransactionCanceledException, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type ItemWrite, isDelete, isLone, transactItem } from './item-write.ts';
import { retryContention } from './retry-contention.ts';
import type { Table } from './table.ts';
import { writeIf } from './write-if.ts';

/** All or nothing. Returns the writes whose conditions failed; if there are any, nothing was written. */
export const writeTogether = <Write extends { write: ItemWrite }>(
  table: Table,
  writes: readonly Write[],
): Promise<Write[]> =>
  retryContention(async () => {
    const [only] = writes;
    return writes.length === 1 && only ? writeOne(table, only) : transact(table, writes);
  });

/** Half the price of a transaction. A conditional delete leaves no item to hold an attempt id, so it takes a transaction. */
const writeOne = async <Write extends { write: ItemWrite }>(table: Table, one: Write): Promise<Write[]> => {
  const { write } = one;
  if (isLone(write)) return (await writeIf(table, write)) ? [] : [one];
  if (!isDelete(write) || write.tests?.length) return transact(table, [one]);
  await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: marshall(write.key) }));
  return [];
};

const transact = async <Write extends { write: ItemWrite }>(
  { client, name }: Table,
  writes: readonly Write[],
): Promise<Write[]> => {
  try {
    const TransactItems = writes.map(({ write }) => transactItem(name, write));
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return [];
  } catch (error) {
    const refused = error instanceof TransactionCanceledException ? refusedOf(error, writes) : [];
    if (refused.length === 0) throw error;
    return refused;
  }
};

const refusedOf = <Write>({ CancellationReasons = [] }: TransactionCanceledException, writes: readonly Write[]) =>
  writes.filter((_, index) => CancellationReasons[index]?.Code === 'ConditionalCheckFailed');
