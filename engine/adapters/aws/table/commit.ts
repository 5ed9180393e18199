import { DeleteItemCommand, TransactionCanceledException, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Change } from '../../../domain/change.ts';
import { CommitConflict } from '../../../services/ports.ts';
import { changeWrites } from './change-writes.ts';
import { transactItem } from './item-write.ts';
import { type ChangeWrite, mergeWrites } from './merge-writes.ts';
import { onceUncontended } from './once-uncontended.ts';
import type { Table } from './table.ts';
import { writeIf } from './write-if.ts';

/** Of TransactWriteItems. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const itemsPerTransaction = 100;

/**
 * Writes all changes or none. Of more than 100 items those with conditions go first and together, so that a conflict
 * still writes nothing; the rest, in order, are repaired by doing the same again.
 * @throws CommitConflict naming the change that came too late
 */
export const commit = async (table: Table, account: string, changes: readonly Change[]): Promise<void> => {
  const writes = mergeWrites(
    changes.flatMap(change => changeWrites(account, change, table.addressKeys).map(write => ({ change, write }))),
  );
  for (const batch of inBatches(writes)) {
    await onceUncontended(() =>
      batch.length === 1 && batch[0] ? writeOne(table, batch[0]) : writeTogether(table, batch),
    );
  }
};

const inBatches = (writes: ChangeWrite[]): ChangeWrite[][] => {
  if (writes.length <= itemsPerTransaction) return writes.length > 0 ? [writes] : [];
  const tested = writes.filter(({ write }) => write.tests);
  if (tested.length > itemsPerTransaction) {
    throw new Error(
      `A commit of ${tested.length} conditional changes is more than DynamoDB writes at once (${itemsPerTransaction}).`,
    );
  }
  const ordered = [...tested, ...writes.filter(({ write }) => !write.tests)];
  return Array.from({ length: Math.ceil(ordered.length / itemsPerTransaction) }, (_, index) =>
    ordered.slice(index * itemsPerTransaction, (index + 1) * itemsPerTransaction),
  );
};

/** What is deleted under a condition leaves nothing to know one's own write by. */
const writeOne = async (table: Table, { change, write }: ChangeWrite): Promise<void> => {
  if (write.kind === 'put' || write.kind === 'update') {
    if (!(await writeIf(table, write))) throw new CommitConflict(change);
  } else if (write.kind === 'delete' && !write.tests?.length) {
    await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: marshall(write.key) }));
  } else {
    await writeTogether(table, [{ change, write }]);
  }
};

const writeTogether = async ({ client, name }: Table, writes: readonly ChangeWrite[]): Promise<void> => {
  try {
    await client.send(
      new TransactWriteItemsCommand({ TransactItems: writes.map(({ write }) => transactItem(name, write)) }),
    );
  } catch (error) {
    throw conflictOf(error, writes);
  }
};

const conflictOf = (error: unknown, writes: readonly ChangeWrite[]): unknown => {
  if (!(error instanceof TransactionCanceledException)) return error;
  const refused = error.CancellationReasons?.findIndex(({ Code }) => Code === 'ConditionalCheckFailed') ?? -1;
  const write = writes[refused];
  return write ? new CommitConflict(write.change) : error;
};
