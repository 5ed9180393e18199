import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type ItemWrite, transactItem } from './item-write.ts';
import type { Table } from './table.ts';

/** A write of one item that its tests may refuse. */
export type LoneWrite = Extract<ItemWrite, { kind: 'put' | 'update' }>;

/**
 * Writes one item at half the price of a transaction; false when its tests refuse. Where an answer is lost the SDK tries again,
 * and meets the write of its own first try: by the id of the attempt on the item, a write knows itself from that of another.
 * Transactions need no such id: DynamoDB knows a repeated one by its token.
 */
export const writeIf = async ({ client, name }: Table, write: LoneWrite): Promise<boolean> => {
  const attemptId = randomUUID();
  const { Put, Update } = transactItem(name, canRepeat(write) ? write : signed(write, attemptId));
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

/** An item that exists still does after the write. */
const canRepeat = ({ tests = [] }: LoneWrite): boolean => tests.every(({ kind }) => kind === 'exists');

const signed = (write: LoneWrite, attemptId: string): LoneWrite =>
  write.kind === 'put'
    ? { ...write, item: { ...write.item, attemptId } }
    : { ...write, set: [...(write.set ?? []), { path: ['attemptId'], value: attemptId }] };
