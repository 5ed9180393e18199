import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHandler } from '../../functions/ingest-billing.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { now } from '../support/touch.ts';

let table: TestTable;
let world: RouteWorld;
beforeAll(async () => {
  table = await startTestTable();
  world = routeWorld(table, 'acme', []);
});
afterAll(() => table.stop());

const seconds = Date.parse(now) / 1000;
const paid = JSON.stringify({
  id: 'evt_1',
  object: 'event',
  type: 'invoice.paid',
  created: seconds - 60,
  data: { object: { id: 'in_1', object: 'invoice', customer: 'cus_1', metadata: {} } },
});

const sign = (body: string, secret = 'whsec_new', at = seconds) =>
  `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;

const post = async (body: string, signature: string | undefined, more: Partial<APIGatewayProxyEventV2> = {}) => {
  world.published.length = 0;
  const event = {
    rawPath: '/v1/billing/stripe',
    headers: { ...(signature && { 'stripe-signature': signature }) },
    body,
    isBase64Encoded: false,
    ...more,
  };
  const { statusCode, body: answer } = await createHandler(world.ports)(event as APIGatewayProxyEventV2, {} as Context);
  return { status: statusCode, answer: JSON.parse(answer ?? ''), published: world.published.map(({ id }) => id) };
};

describe('a Stripe event', () => {
  test('that is signed is taken', async () => {
    expect(await post(paid, sign(paid))).toEqual({
      status: 200,
      answer: { success: true, published: 1 },
      published: ['stripe:evt_1'],
    });
    expect(world.published[0]).toMatchObject({
      customer: 'cus_1',
      occurredAt: '2026-03-10T08:59:00.000Z',
      receivedAt: now,
    });
  });

  test('is taken with any of the secrets, and any of several signatures', async () => {
    const both = `${sign(paid, 'whsec_gone')},v1=${sign(paid, 'whsec_old').split('v1=')[1]}`;
    expect(await post(paid, both)).toMatchObject({ status: 200 });
  });

  test('is verified by its bytes, however they come', async () => {
    const body = Buffer.from(paid).toString('base64');
    expect(await post(body, sign(paid), { isBase64Encoded: true })).toMatchObject({
      status: 200,
      published: ['stripe:evt_1'],
    });
  });

  test('goes to the account that its customer belongs to', async () => {
    await world.given([{ kind: 'customer', customer: 'cus_1', account: 'acme' }]);
    await post(paid, sign(paid));
    expect(world.published[0]?.account).toBe('acme');
  });

  test.each([
    ['without a signature', undefined],
    ['with a signature of another secret', sign(paid, 'whsec_other')],
    ['with a signature of another body', sign(`${paid} `)],
    ['with a signature from too long ago', sign(paid, 'whsec_new', seconds - 301)],
    ['with a signature from the future', sign(paid, 'whsec_new', seconds + 301)],
    ['with half a signature', sign(paid).slice(0, -10)],
    ['with a signature that is no signature', 't=now,v1=zz'],
  ])('%s is refused, and nothing of it stored', async (_, signature) => {
    expect(await post(paid, signature)).toMatchObject({
      status: 400,
      answer: { error: { code: 'bad_signature' } },
      published: [],
    });
  });

  test('that is none is refused by the name of what is wrong', async () => {
    const body = JSON.stringify({ object: 'event', type: 'invoice.paid', created: 1, data: { object: {} } });
    expect(await post(body, sign(body))).toMatchObject({ status: 400, answer: { error: { field: 'id' } } });
    expect(await post('{', sign('{'))).toMatchObject({ status: 400, answer: { error: { code: 'invalid_json' } } });
  });

  test('of a type that journeys do not use is taken and forgotten', async () => {
    const body = paid.replace('invoice.paid', 'invoice.upcoming');
    expect(await post(body, sign(body))).toMatchObject({ status: 200, answer: { published: 0 }, published: [] });
  });

  test('larger than 256 KB is refused', async () => {
    const body = `"${'x'.repeat(262_144)}"`;
    expect(await post(body, sign(body))).toMatchObject({ status: 413, answer: { error: { code: 'body_too_large' } } });
  });
});
