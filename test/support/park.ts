import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../engine/kernel/instant.ts';
import type { Parking } from '../../engine/memory/parking.ts';
import type { TestTable } from './dynamodb.ts';

export interface ParkedAt {
  token?: string;
  flag: string;
  anchoredAt: Instant;
}

/** What a Park state stores. */
export const parkedWait = ({ token = 'token', flag, anchoredAt }: ParkedAt): Parking => ({
  token,
  until: '2026-03-08T09:00:00Z',
  wait: { step: 'tip', wake: { kind: 'day', day: 7, sendAt: '09:00' }, listens: [flag] },
  anchorAt: anchoredAt,
  refusesMoved: false,
});

/** What a Park state does: writes its token, unless the enrollment was exited or an awaited event already came. */
export const park = async (
  table: TestTable,
  account: string,
  enrollment: string,
  at: ParkedAt,
): Promise<'parked' | 'refused'> => {
  const seen = `seen_${at.flag}`;
  const { token, until, wait, anchorAt } = parkedWait(at);
  try {
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: { pk: { S: `ACCT#${account}` }, sk: { S: `HOT#ENR#${enrollment}` } },
        UpdateExpression: 'SET tok = :t, untilAt = :u, #w = :w, anchorAt = :a',
        ConditionExpression: `attribute_exists(pk) AND attribute_not_exists(exitReason) AND (attribute_not_exists(${seen}) OR ${seen} < :a)`,
        ExpressionAttributeNames: { '#w': 'wait' },
        ExpressionAttributeValues: {
          ':t': { S: token },
          ':u': { S: until },
          ':w': { S: JSON.stringify(wait) },
          ':a': { S: anchorAt },
        },
      }),
    );
    return 'parked';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'refused';
    throw error;
  }
};
