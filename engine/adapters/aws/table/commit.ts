import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Change } from '../../../domain/change.ts';
import { CommitConflict } from '../../../services/ports.ts';
import { changeWrites } from './change-writes.ts';
import { transactItem } from './item-write.ts';
import { type ChangeWrite, mergeWrites } from './merge-writes.ts';
import { onceUncontended } from './once-uncontended.ts';
import type { Table } from './table.ts';

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

/** Costs half of a transaction. */
const writeOne = async ({ client, name }: Table, { change, write }: ChangeWrite): Promise<void> => {
  const { Put, Update, Delete, ConditionCheck } = transactItem(name, write);
  try {
    if (Put) await client.send(new PutItemCommand(Put));
    if (Update) await client.send(new UpdateItemCommand(Update));
    if (Delete) await client.send(new DeleteItemCommand(Delete));
    if (ConditionCheck) await client.send(new TransactWriteItemsCommand({ TransactItems: [{ ConditionCheck }] }));
  } catch (error) {
    throw error instanceof ConditionalCheckFailedException
      ? new CommitConflict(change)
      : conflictOf(error, [{ change, write }]);
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
