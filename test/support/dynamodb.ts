import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable } from '../../engine/adapters/aws/table/create-table.ts';
import type { Table } from '../../engine/adapters/aws/table/table.ts';

export interface TestTable extends Table {
  /** Names of the commands that went over the wire since the last call. */
  roundTrips(): string[];
  stop(): Promise<void>;
}

export interface TestDynamoDb {
  endpoint: string;
  stop(): Promise<void>;
}

/**
 * An embedded DynamoDB, or the one that DAYMARK_TEST_DYNAMODB names by its URL:
 * `DAYMARK_TEST_DYNAMODB=http://127.0.0.1:8000 npx vitest run test/ports` asks AWS's DynamoDB Local the same.
 */
export const startTestDynamoDb = async (): Promise<TestDynamoDb> => {
  const given = process.env.DAYMARK_TEST_DYNAMODB;
  return given ? { endpoint: given, stop: async () => undefined } : startEmbedded();
};

/** A fresh table, in a DynamoDB of its own if none is given. */
export const startTestTable = async (given?: TestDynamoDb): Promise<TestTable> => {
  const server = given ?? (await startTestDynamoDb());
  const client = new DynamoDBClient({
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const name = `daymark-test-${randomUUID()}`;
  await createTable(client, name);
  const roundTrips = recordRoundTrips(client);
  refuseLongIndexKeys(client);
  const stop = async (): Promise<void> => {
    await client.send(new DeleteTableCommand({ TableName: name }));
    client.destroy();
    if (server !== given) await server.stop();
  };
  return { client, name, roundTrips, stop };
};

const recordRoundTrips = (client: DynamoDBClient) => {
  let commands: string[] = [];
  client.middlewareStack.add(
    (next, context) => request => {
      commands.push(String(context.commandName));
      return next(request);
    },
    { step: 'deserialize', name: 'recordRoundTrips' },
  );
  return (): string[] => {
    const recorded = commands;
    commands = [];
    return recorded;
  };
};

/** As DynamoDB does; the embedded one looks at the keys of the table only. */
const refuseLongIndexKeys = (client: DynamoDBClient): void => {
  client.middlewareStack.add(
    next => request => {
      const long = JSON.stringify(request.input).matchAll(/"(ipk|isk)":\{"S":("(?:[^"\\]|\\.)*")/g);
      for (const [, name, value = '""'] of long)
        if (Buffer.byteLength(String(JSON.parse(value))) > (name === 'ipk' ? 2_048 : 1_024))
          throw new Error(`ValidationException: the ${name} of an index is too long: ${value.slice(0, 100)}`);
      return next(request);
    },
    { step: 'initialize', name: 'refuseLongIndexKeys' },
  );
};

const binary = fileURLToPath(new URL('../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url));

const startEmbedded = async (): Promise<TestDynamoDb> => {
  const port = await freePort();
  const child = spawn(binary, ['--port', String(port)], { stdio: 'ignore' });
  const killed = () => child.kill('SIGKILL');
  process.once('exit', killed);
  const endpoint = `http://127.0.0.1:${port}`;
  await answers(endpoint, child);
  const stop = async (): Promise<void> => {
    process.off('exit', killed);
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  return { endpoint, stop };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
};

const answers = async (endpoint: string, child: ChildProcess): Promise<void> => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`${binary} ended with exit code ${child.exitCode}.`);
    const answered = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await pause(10);
  }
  throw new Error(`${binary} does not answer at ${endpoint}.`);
};
