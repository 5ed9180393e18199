import { createServer, type Server } from 'node:net';
import { BatchGetItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { awsEnvironment } from '../../engine/local/aws-environment.ts';
import { inProcess } from '../../engine/local/in-process.ts';
import { listen } from '../../engine/local/listen.ts';
import { type Loopback, loopback } from '../../engine/local/loopback.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

let connections: Loopback;
let client: DynamoDBClient;
const connect = (url: string) => {
  connections = loopback(url);
  client = new DynamoDBClient({
    ...awsEnvironment.client,
    endpoint: url,
    requestHandler: inProcess([], connections),
  });
};
afterEach(() => {
  client.destroy();
  connections.close();
});

describe('DynamoDB over connections of our own', () => {
  it('takes and gives what is larger than a packet, many at once, and refuses as ever', async () => {
    const endpoint = await table.client.config.endpoint?.();
    connect(`http://${endpoint?.hostname}:${endpoint?.port}`);
    const keys = Array.from({ length: 12 }, (_, index) => ({ pk: { S: `key ${index}` }, sk: { S: 'ä' } }));
    const text = '“Grüße” '.repeat(20_000);
    const put = (key: (typeof keys)[number], ConditionExpression?: string) =>
      client.send(
        new PutItemCommand({ TableName: table.name, Item: { ...key, text: { S: text } }, ConditionExpression }),
      );
    await Promise.all(keys.map(key => put(key)));

    const { Responses } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys: keys } } }),
    );

    expect(Responses?.[table.name]?.map(item => item.text?.S === text)).toEqual(keys.map(() => true));
    await expect(put(keys[0] ?? expect.fail(), 'attribute_not_exists(pk)')).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
  });

  it('asks again where a connection is cut, and keeps the one that answers', async () => {
    let count = 0;
    const body = '{"TableNames":[]}';
    const answer = ['HTTP/1.1 200 OK', `content-length: ${body.length}`, '', body].join('\r\n');
    const server: Server = createServer(socket => {
      count += 1;
      const isFirst = count === 1;
      // In pieces: of the head, and of the body.
      socket.on('data', () => {
        if (isFirst) return socket.destroy();
        socket.write(answer.slice(0, 20), () => socket.write(answer.slice(20)));
      });
    });
    connect(await listen(server, 0));
    await client.send(new BatchGetItemCommand({ RequestItems: { t: { Keys: [] } } }));
    await client.send(new BatchGetItemCommand({ RequestItems: { t: { Keys: [] } } }));
    expect(count).toBe(2);
    connections.close();
    server.close();
  });
});
