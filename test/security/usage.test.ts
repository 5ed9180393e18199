import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHandler } from '../../functions/ingest-usage.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { now } from '../support/touch.ts';

let table: TestTable;
let world: RouteWorld;
beforeAll(async () => {
  table = await startTestTable();
  world = routeWorld(table, 'acme', []);
  world.listened.add('Survey Responded');
});
afterAll(() => table.stop());

const track = async (body: string | object, key = 'key-1') => {
  const call = { messageId: 'm1', userId: 'eve', event: 'Survey Responded', context: { groupId: 'acme' } };
  const request = {
    rawPath: '/v1/track',
    headers: { authorization: `Basic ${btoa(`${key}:`)}` },
    body: typeof body === 'string' ? body : JSON.stringify({ ...call, ...body }),
    isBase64Encoded: false,
  };
  world.published.length = 0;
  const { statusCode } = await createHandler(world.ports)(request as unknown as APIGatewayProxyEventV2, {} as Context);
  return { statusCode, event: world.published[0] };
};

test('nobody without a key of the server adds to usage', async () => {
  for (const key of ['', 'key-2', 'key-1x', 'KEY-1']) expect((await track({}, key)).statusCode).toBe(401);
});

test('what says that it comes from the future happened when it arrived', async () => {
  for (const timestamp of ['2026-03-10T09:06:00Z', '2027-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])
    expect((await track({ timestamp })).event?.occurredAt).toBe(now);
  expect((await track({ timestamp: '2026-03-10T09:04:00Z' })).event?.occurredAt).toBe('2026-03-10T09:04:00.000Z');
});

test('a time that does not exist is refused', async () => {
  for (const timestamp of ['2026-02-30T00:00:00Z', '+275760-09-13T00:00:00Z', 'now', 1, {}])
    expect((await track({ timestamp })).statusCode).toBe(400);
});

test('an absurd number, a long text, and what the catalog does not name stay outside', async () => {
  const properties = '{"score":1e999,"survey":"SURVEY","email":"eve@evil.example","card":"4242"}';
  const body = `{"messageId":"m1","event":"Survey Responded","context":{"groupId":"acme"},"properties":${properties.replace('SURVEY', 'x'.repeat(1_025))}}`;
  expect((await track(body)).event?.fields).toEqual({});
});

test('the same event a thousand times counts once', async () => {
  const event = { event: 'Unheard', messageId: 'again', timestamp: '2026-03-10T08:00:00Z' };
  for (let times = 0; times < 20; times++) await track(event);
  await Promise.all(Array.from({ length: 20 }, () => track(event)));
  const { usage } = await world.ports.accounts.snapshot('acme', { usageSince: '2026-03-10T00:00:00.000Z' });
  expect(usage.filter(({ id }) => id === 'segment:again')).toHaveLength(1);
});
