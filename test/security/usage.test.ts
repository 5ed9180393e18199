import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { beforeAll, expect, test } from 'vitest';
import { createHandler } from '../../functions/ingest-usage.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { now } from '../support/touch.ts';

const store = testStore();
let world: RouteWorld;
beforeAll(async () => {
  world = routeWorld(store, 'acme', []);
  world.listened.add('Survey Responded');
});

/** The beginning of the SHA-256 of `key-1`. */
const keyName = createHash('sha256').update('key-1').digest('hex').slice(0, 8);

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

test('a key that leaked adds no more an hour than its quota, and what is refused may come later', async () => {
  const ports = { ...world.ports, settings: { ...world.ports.settings, callsPerHour: 2_500 } };
  const calls = Array.from({ length: 500 }, (_, index) => ({
    type: 'track',
    messageId: `flood-${index}`,
    userId: 'eve',
    event: 'Unheard',
    context: { groupId: 'flooded' },
  }));
  const post = (batch: readonly object[]) =>
    createHandler(ports)(
      {
        rawPath: '/v1/batch',
        headers: { authorization: `Basic ${btoa('key-1:')}` },
        body: JSON.stringify({ batch }),
        isBase64Encoded: false,
      } as unknown as APIGatewayProxyEventV2,
      {} as Context,
    );
  for (let times = 0; times < 5; times++) expect((await post(calls)).statusCode).toBe(200);
  const refused = await post(calls.map(call => ({ ...call, messageId: `${call.messageId} again` })));

  expect(refused.statusCode).toBe(429);
  // It is 09:00:00.
  expect(refused.headers?.['retry-after']).toBe('3600');
  expect(JSON.parse(refused.body ?? '').error.code).toBe('too_many_calls');
  expect(world.alarms).toEqual([{ alarm: 'quota-exceeded', writeKey: keyName, callsPerHour: 2_500 }]);
  const { usage } = await world.ports.accounts.snapshot('flooded', { usageSince: '2026-03-10T00:00:00.000Z' });
  expect([...usage]).toHaveLength(500);
  world.later(3_600);
  expect((await post(calls)).statusCode).toBe(200);
  world.later(-3_600);
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
  expect([...usage].filter(({ id }) => id === 'segment:again')).toHaveLength(1);
});
