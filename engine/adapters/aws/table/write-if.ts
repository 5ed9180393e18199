import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { alsoSetting, asksExistence, type LoneWrite, transactItem } from './item-write.ts';
import type { Table } from './table.ts';

/**
 * Writes one item at half the price of a transaction; returns false when the condition fails. If the response is lost, the SDK
 * retries and the condition meets our own first write: an attempt id on the item tells it from another writer's.
 * Transactions need none: their client token makes a retry idempotent.
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

/** For an update of an item that exists before and after it. */
const canRepeat = ({ tests = [] }: LoneWrite): boolean => tests.every(asksExistence);
