import middy from '@middy/core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { coldStart } from '../../engine/adapters/aws/cold-start.ts';
import { type Connected, connectMachines } from '../../engine/adapters/aws/connect.ts';
import { SesThrottled, TouchHeld } from '../../engine/steps/step-errors.ts';
import { aContact } from '../conformance/records.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { awsAnswer, startTestServer, type TestServer } from '../support/http-server.ts';

let table: TestTable;
let server: TestServer;
beforeAll(async () => {
  [table, server] = await Promise.all([startTestTable(), startTestServer()]);
  server.answer = awsAnswer(200, { executionArn: 'arn', startDate: 0 });
});
afterAll(() => Promise.all([table.stop(), server.stop()]));
afterEach(() => vi.unstubAllEnvs());

const stubEnvironment = async () => {
  const { protocol, hostname, port } = (await table.client.config.endpoint?.()) ?? {};
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: server.url,
    AWS_ENDPOINT_URL_DYNAMODB: `${protocol}//${hostname}:${port}`,
    DAYMARK_TABLE: table.name,
    DAYMARK_EVENTS_QUEUE_URL: `${server.url}/1/events.fifo`,
    DAYMARK_SWEEP_QUEUE_URL: `${server.url}/1/sweep`,
    DAYMARK_DEAD_EVENTS_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/1/events-dead.fifo',
    DAYMARK_MACHINE_ARN_PREFIX: 'arn:aws:states:us-east-1:1:stateMachine:daymark-',
    DAYMARK_BUILD: 'build',
    DAYMARK_PUBLIC_URL: 'https://acme.example',
    DAYMARK_TOKEN_SECRET: 'sixteen characters',
    DAYMARK_CONFIGURATION_SET_PREFIX: 'daymark',
    DAYMARK_SWITCHES_PATH: '/daymark/switches',
    DAYMARK_MAIL_TO: 'customers',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
};

test('the first invocation connects, later ones find the same ports', async () => {
  const created: Connected[] = [];
  const handler = coldStart(ports => {
    created.push(ports);
    return middy<{ id: string }>().handler(async event => {
      await ports.accounts.commit('acme', [{ kind: 'contact', contact: aContact(event.id) }]);
      await connectMachines(ports).resume('token');
      return (await ports.accounts.snapshot('acme')).contacts.length;
    });
  });
  expect(created).toHaveLength(0);
  await stubEnvironment();

  expect(await handler({ id: 'c1' }, lambdaContext)).toBe(1);
  expect(await handler({ id: 'c2' }, lambdaContext)).toBe(2);
  expect(created).toHaveLength(1);
  expect(server.received).toHaveLength(2);
});

test('a wrong environment fails each invocation, and not the import', async () => {
  const handler = coldStart(() => async () => 'never');

  await expect(handler({}, lambdaContext)).rejects.toThrow('DAYMARK_TABLE is missing');
});

test.each([
  ['a touch that may not go yet', new TouchHeld('2026-03-02T08:00:00Z'), 'info', 'INFO'],
  ['a mail service that asks to slow down', new SesThrottled('slow down'), 'info', 'INFO'],
  ['whatever else goes wrong', new TypeError('no'), 'error', 'ERROR'],
] as const)('%s is thrown for the state machine, and told at its level', async (_, thrown, channel, level) => {
  await stubEnvironment();
  const told = vi.spyOn(console, channel).mockReturnValue();
  const handler = coldStart(() => () => Promise.reject(thrown));

  await expect(handler({ account: 'acme', step: { id: 'welcome' } }, lambdaContext)).rejects.toBe(thrown);

  expect(told.mock.calls.map(([line]) => JSON.parse(String(line)))).toEqual([
    expect.objectContaining({ level, account: 'acme', step: 'welcome', reason: thrown.name }),
  ]);
  told.mockRestore();
});

const lambdaContext = { awsRequestId: 'r1', getRemainingTimeInMillis: () => 1000 } as never;
