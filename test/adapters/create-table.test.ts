import { DescribeTimeToLiveCommand, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTable } from '../../engine/adapters/aws/table/create-table.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

let server: TestDynamoDb;

beforeAll(async () => {
  server = await startTestDynamoDb();
});
afterAll(() => server.stop());

/** Of each kind of command, the response to the first request is lost. */
const losingClient = (options: DynamoDBClientConfig = {}) => {
  const lost = new Set<string>();
  const client = new DynamoDBClient({
    ...{
      endpoint: server.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    ...options,
  });
  client.middlewareStack.add(
    (next, { commandName }) =>
      async request => {
        const response = await next(request);
        if (lost.has(String(commandName))) return response;
        lost.add(String(commandName));
        throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
      },
    { step: 'deserialize', name: 'lose', priority: 'low' },
  );
  return { client, lost };
};

test('a table is there after its creation, although every first response was lost', async () => {
  const { client, lost } = losingClient();
  await createTable(client, 'lost-responses');
  expect([...lost]).toEqual(expect.arrayContaining(['CreateTableCommand', 'DescribeTableCommand']));
});

test('no row expires in it by the clock of the machine, since its time is virtual', async () => {
  const { client } = losingClient();
  await createTable(client, 'without-expiry');
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: 'without-expiry' }));
  expect(TimeToLiveDescription?.TimeToLiveStatus).toBe('DISABLED');
});

test('a table that was there before is refused', async () => {
  const { client } = losingClient({ maxAttempts: 1 });
  await createTable(client, 'lost-responses').catch(() => undefined);
  await expect(createTable(client, 'lost-responses')).rejects.toThrow(/already exists/);
});
