import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { beforeAll, expect, test } from 'vitest';
import { createHandler } from '../../functions/ingest-webhook.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';

const store = testStore();
let world: RouteWorld;
beforeAll(async () => {
  world = routeWorld(store, 'acme', []);
  world.listened.add('Survey Responded');
});

const send = async (body: string | Buffer, headers: Record<string, string>) => {
  world.published.length = 0;
  const isBase64Encoded = typeof body !== 'string';
  const event = { rawPath: '/v1/webhooks/segment', headers, isBase64Encoded };
  const { statusCode, body: answer } = await createHandler(world.ports)(
    { ...event, body: isBase64Encoded ? body.toString('base64') : body } as unknown as APIGatewayProxyEventV2,
    {} as Context,
  );
  return { status: statusCode, answer: JSON.parse(answer ?? ''), ids: world.published.map(({ id }) => id) };
};
const signature = (body: string | Buffer, secret = 'the secret of new') =>
  createHmac('sha1', secret).update(body).digest('hex');
const bearer = { authorization: 'Bearer the secret of old' };

const track = {
  type: 'track',
  messageId: 'm1',
  userId: 'ann',
  event: 'Survey Responded',
  context: { groupId: 'acme' },
};
const group = { type: 'group', messageId: 'm2', groupId: 'acme', traits: { name: 'Acme' } };
const text = JSON.stringify(track);

test.each([
  ['a track call', track, ['segment:m1']],
  ['a group call', group, ['segment:m2']],
  ['a call of a type that is not used', { type: 'page', messageId: 'p' }, []],
  ['a batch', { batch: [track, group] }, ['segment:m1', 'segment:m2']],
  ['a list', [track, group], ['segment:m1', 'segment:m2']],
])('takes %s from one address', async (_, body, ids) => {
  const said = JSON.stringify(body);
  expect(await send(said, { 'x-signature': signature(said) })).toMatchObject({ status: 200, ids });
  expect(await send(said, bearer)).toMatchObject({ status: 200, ids });
});

test('takes either secret, while they are rotated, and a signature of what was sent, packed or not', async () => {
  expect((await send(text, { 'x-signature': signature(text, 'the secret of old') })).status).toBe(200);
  const packed = gzipSync(text);
  expect((await send(packed, { 'x-signature': signature(packed), 'content-encoding': 'gzip' })).status).toBe(200);
});

test.each([
  ['nothing', {}],
  ['a signature of another body', { 'x-signature': signature(`${text} `) }],
  ['a signature by another secret', { 'x-signature': signature(text, 'secret') }],
  ['a signature by no secret', { 'x-signature': signature(text, '') }],
  ['half of a signature', { 'x-signature': signature(text).slice(0, 20) }],
  ['an empty signature', { 'x-signature': '' }],
  ['another bearer token', { authorization: 'Bearer the secret' }],
  ['an empty bearer token', { authorization: 'Bearer ' }],
  ['a write key', { authorization: `Basic ${btoa('key-1:')}` }],
])('refuses who shows %s, and stores nothing', async (_, headers) => {
  expect(await send(text, headers as Record<string, string>)).toMatchObject({ status: 401, ids: [] });
});

test('lets nobody in where there is no secret', async () => {
  const ports = { ...world.ports, settings: { ...world.ports.settings, webhookSecrets: [] } };
  const event = { rawPath: '/v1/webhooks/segment', headers: { 'x-signature': signature(text, '') }, body: text };
  expect((await createHandler(ports)(event as unknown as APIGatewayProxyEventV2, {} as Context)).statusCode).toBe(401);
});
