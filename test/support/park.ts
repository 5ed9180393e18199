import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../engine/kernel/instant.ts';
import type { TestTable } from './dynamodb.ts';

/** What a Park state does: writes its token, unless the enrollment was exited or an awaited event already came. */
export const park = async (
  table: TestTable,
  account: string,
  enrollment: string,
  { token = 'token', flag, anchoredAt }: { token?: string; flag: string; anchoredAt: Instant },
): Promise<'parked' | 'refused'> => {
  const seen = `seen_${flag}`;
  try {
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: { pk: { S: `ACCT#${account}` }, sk: { S: `HOT#ENR#${enrollment}` } },
        UpdateExpression: 'SET tok = :t, untilAt = :u, #w = :w, anchorAt = :a',
        ConditionExpression: `attribute_not_exists(exitReason) AND (attribute_not_exists(${seen}) OR ${seen} < :a)`,
        ExpressionAttributeNames: { '#w': 'wait' },
        ExpressionAttributeValues: {
          ':t': { S: token },
          ':u': { S: '2026-03-08T09:00:00Z' },
          ':w': { S: JSON.stringify({ step: 'tip', wake: { kind: 'day', day: 7, sendAt: '09:00' }, listens: [flag] }) },
          ':a': { S: anchoredAt },
        },
      }),
    );
    return 'parked';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'refused';
    throw error;
  }
};
