import { createServer, type Server } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parkState } from '../../engine/asl/park-state.ts';
import type { Functions } from '../../engine/local/functions.ts';
import { createStateMachines } from '../../engine/local/interpreter/state-machines.ts';
import { listen } from '../../engine/local/listen.ts';
import { createTaskIntegrations } from '../../engine/local/task-integrations.ts';
import { createVirtualClock } from '../../engine/local/virtual-clock.ts';

/** What DynamoDB answers next, before it answers as usual. */
let troubles: { status: number; type?: string }[];
let asked: number;
let server: Server;
let client: DynamoDBClient;

beforeAll(async () => {
  server = createServer((_, response) => {
    asked += 1;
    const trouble = troubles.shift();
    if (trouble?.status === 0) return response.destroy();
    response.writeHead(trouble?.status ?? 200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(trouble ? { __type: trouble.type, message: 'Try again.' } : {}));
    return;
  });
  client = new DynamoDBClient({
    endpoint: await listen(server, 0),
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = 0;
});

const of = (name: string) => `com.amazonaws.dynamodb.v20120810#${name}`;

describe('a wait that DynamoDB does not write at once', () => {
  it.each([
    ['throttles a partition', { status: 400, type: of('ProvisionedThroughputExceededException') }],
    ['throttles a table', { status: 400, type: of('ThrottlingException') }],
    ['throttles an AWS account', { status: 400, type: of('RequestLimitExceeded') }],
    ['writes the same item in a transaction', { status: 400, type: of('TransactionConflictException') }],
    ['fails', { status: 500, type: of('InternalServerError') }],
    ['is not there', { status: 503, type: of('ServiceUnavailable') }],
    ['says nothing', { status: 0 }],
  ])('begins a little later, when DynamoDB %s', async (_, trouble) => {
    troubles = [trouble, trouble];
    const execution = await play();
    expect(asked).toBe(3);
    expect(execution.status).toBe('SUCCEEDED');
    expect(JSON.parse(execution.output ?? '')).toBe('timed out');
  });
});

const start = Date.parse('2026-03-05T10:00:00.000Z');

/** A machine of that wait alone, which lasts an hour. */
const play = async () => {
  const clock = createVirtualClock(start);
  const machines = createStateMachines({
    clock,
    seed: 'test',
    onFailure: () => {},
    integrations: createTaskIntegrations({} as Functions, client),
  });
  const wait = parkState({
    name: 'first-use',
    step: 'first-use',
    wake: { kind: 'after', duration: { unit: 'hours', amount: 1 } },
    edges: [],
    timeout: { to: 'timed out' },
    unguarded: 'unguarded',
    exited: 'exited',
    handedOver: 'handed over',
  });
  const ends = ['timed out', 'unguarded', 'exited', 'handed over'].map(name => [
    name,
    { Type: 'Pass', Output: name, End: true },
  ]);
  const { arn } = machines.createStateMachine(
    'test',
    JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'first-use',
      States: { 'first-use': wait, ...Object.fromEntries(ends) },
    }),
  );
  const at = new Date(start).toISOString();
  const until = new Date(start + 3_600_000).toISOString();
  const input = { account: 'acme', enrollment: 'one', until, at };
  const execution = machines.startExecution(arn, 'one', JSON.stringify(input));
  await clock.advanceTo(start + 2 * 3_600_000);
  return execution;
};
