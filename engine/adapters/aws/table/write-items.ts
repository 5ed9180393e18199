import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import {
  alsoSetting,
  asksExistence,
  type ItemWrite,
  isDelete,
  isLone,
  type LoneWrite,
  transactItem,
} from './item-write.ts';
import type { Table } from './table.ts';

/**
 * Writes one item at half the price of a transaction; returns false when the condition fails. If the response is lost,
 * the SDK retries and the condition meets our own first write: an attempt id on the item tells it from another
 * writer's. Transactions need none: their client token makes a retry idempotent.
 */
export const writeIf = async ({ client, name }: Table, write: LoneWrite): Promise<boolean> => {
  const attemptId = randomUUID();
  const { Put, Update } = transactItem(name, canRepeat(write) ? write : alsoSetting(write, 'attemptId', attemptId));
  try {
    if (Put) await client.send(new PutItemCommand({ ...Put, ...orWhatIsThere }));
    if (Update) await client.send(new UpdateItemCommand({ ...Update, ...orWhatIsThere }));
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item?.attemptId?.S === attemptId;
  }
};

const orWhatIsThere = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;

/** Whether a repeat passes the same tests: they require existence only, which the write does not change. */
const canRepeat = ({ tests = [] }: LoneWrite): boolean => tests.every(asksExistence);

/** All or nothing. Returns the writes whose conditions failed; if there are any, nothing was written. */
export const writeTogether = <Write extends { write: ItemWrite }>(
  table: Table,
  writes: readonly Write[],
): Promise<Write[]> =>
  retryContention(async () => {
    const [only] = writes;
    return writes.length === 1 && only ? writeOne(table, only) : transact(table, writes);
  });

/**
 * Half the price of a transaction. A conditional delete leaves no item to hold an attempt id, so it takes a
 * transaction.
 */
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

const pausesInMilliseconds = [20, 50, 100, 200, 400];

/** Retries while another transaction holds one of the items, which the SDK does not do on its own. */
export const retryContention = async <Result>(attempt: () => Promise<Result>): Promise<Result> => {
  for (const milliseconds of pausesInMilliseconds) {
    try {
      return await attempt();
    } catch (error) {
      if (!isContention(error)) throw error;
      await pause(milliseconds);
    }
  }
  return attempt();
};

const isContention = (error: unknown): boolean =>
  error instanceof TransactionConflictException ||
  (error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some(({ Code }) => Code === 'TransactionConflict'));

const mostWriters = 30;

/** Other processes wrote the row in each of the attempts. The caller's own retry gives them time. */
export class RowContended extends Error {
  override readonly name = 'RowContended';
}

/**
 * Retries a compare-and-set: `attempt` reads a row and writes it if it is unchanged, and returns `undefined` on a conflict.
 * One of the concurrent writers succeeds in each round, so up to thirty of them all do.
 * @throws RowContended
 */
export const untilWritten = async <Written extends object>(
  attempt: () => Promise<Written | undefined>,
): Promise<Written> => {
  for (let writers = 0; writers < mostWriters; writers++) {
    const written = await attempt();
    if (written) return written;
  }
  throw new RowContended(`A row was written by others in each of ${mostWriters} attempts.`);
};
