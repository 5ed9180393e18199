import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import type { AwsCall } from '../../engine/local/aws-call.ts';
import { startLocalCloud } from '../../engine/local/local-cloud.ts';
import { unsigned } from '../../engine/local/unsigned.ts';

it('lets a client of the local cloud name itself without a signature, and DynamoDB takes its calls', async () => {
  const callers: AwsCall['caller'][] = [];
  const observeCall = ({ caller, operation }: AwsCall) => operation === 'GetItem' && callers.push(caller);
  const cloud = await startLocalCloud({ startAt: '2026-01-05T10:00:00.000Z', observeCall });
  const client = new DynamoDBClient({ signer: unsigned('somebody') });
  try {
    const Key = { pk: { S: 'nobody' }, sk: { S: 'nothing' } };
    const { Item } = await client.send(new GetItemCommand({ TableName: cloud.environment.DAYMARK_TABLE, Key }));
    expect(Item).toBeUndefined();
    expect(callers).toEqual(['somebody']);
  } finally {
    client.destroy();
    await cloud.stop();
  }
});
