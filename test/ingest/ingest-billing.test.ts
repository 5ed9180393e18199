import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context, SQSRecord } from 'aws-lambda';
import { beforeAll, describe, expect, test } from 'vitest';
import { createHandler } from '../../functions/ingest-billing.ts';
import { createHandler as createPartnerHandler } from '../../functions/ingest-partner-events.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { now } from '../support/touch.ts';

const store = testStore();
let world: RouteWorld;
beforeAll(async () => {
  world = routeWorld(store, 'acme', []);
});

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
    requestContext: { domainName: 'api.example', timeEpoch: Date.parse(now) },
    ...more,
  };
  const { statusCode, body: answer } = await createHandler(world.ports)(
    event as unknown as APIGatewayProxyEventV2,
    {} as Context,
  );
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
      customer: 'stripe:cus_1',
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

  test('of a subscription of several prices is taken, and the unknown number of seats told', async () => {
    const items = { data: ['team', 'rooms'].map(id => ({ quantity: 5, price: { id } })) };
    const body = JSON.stringify({
      ...JSON.parse(paid),
      type: 'customer.subscription.created',
      data: { object: { id: 'sub_1', object: 'subscription', customer: 'cus_1', status: 'active', items } },
    });
    const { answer } = await post(body, sign(body));
    expect(answer).toMatchObject({
      published: 1,
      warnings: [{ message: expect.stringContaining('sub_1 has several prices') }],
    });
    expect(world.published[0]?.fields.seats).toBeNull();
  });

  test('larger than 256 KB is refused', async () => {
    const body = `"${'x'.repeat(262_144)}"`;
    expect(await post(body, sign(body))).toMatchObject({ status: 413, answer: { error: { code: 'body_too_large' } } });
  });
});

const request = async (path: string, body: string, headers: Record<string, string>) => {
  world.published.length = 0;
  const requestContext = { domainName: 'api.example', timeEpoch: Date.parse(now) };
  const event = { rawPath: path, headers, body, isBase64Encoded: false, requestContext };
  const { statusCode, body: answer } = await createHandler(world.ports)(
    event as unknown as APIGatewayProxyEventV2,
    {} as Context,
  );
  return { status: statusCode, answer: JSON.parse(answer ?? ''), published: world.published.map(({ id }) => id) };
};

describe('a Paddle notification', () => {
  const body = JSON.stringify({
    event_id: 'evt_9',
    event_type: 'transaction.paid',
    occurred_at: '2026-03-10T08:59:00.123456Z',
    data: { id: 'txn_1', customer_id: 'ctm_1' },
  });
  const signed = (secret = 'pdl_new', at = seconds, of = body) =>
    `ts=${at};h1=${createHmac('sha256', secret).update(`${at}:${of}`).digest('hex')}`;
  const notify = (signature: string) => request('/v1/billing/paddle', body, { 'Paddle-Signature': signature });

  test('that is signed is taken, with any of the secrets and any of several signatures', async () => {
    expect(await notify(signed())).toEqual({
      status: 200,
      answer: { success: true, published: 1 },
      published: ['paddle:evt_9'],
    });
    expect(world.published[0]).toMatchObject({ customer: 'paddle:ctm_1', occurredAt: '2026-03-10T08:59:00.123Z' });
    expect(await notify(`${signed('pdl_gone')};h1=${signed('pdl_old').split('h1=')[1]}`)).toMatchObject({
      status: 200,
    });
  });

  test.each([
    ['without a signature', ''],
    ['with one of another secret', signed('pdl_other')],
    ['with one of another body', signed('pdl_new', seconds, `${body} `)],
    ['with one from too long ago', signed('pdl_new', seconds - 301)],
    ['with one that Stripe would give', sign(body, 'pdl_new')],
  ])('%s is refused, and nothing of it stored', async (_, signature) => {
    expect(await notify(signature)).toMatchObject({
      status: 400,
      answer: { error: { code: 'bad_signature' } },
      published: [],
    });
  });
});

describe('a Chargebee event', () => {
  const body = JSON.stringify({
    id: 'ev_1',
    object: 'event',
    event_type: 'subscription_changed',
    occurred_at: seconds - 60,
    content: { subscription: { id: 'sub_1', status: 'active' }, customer: { id: 'tidewater' } },
  });
  const basic = (credentials: string) => ({ authorization: `Basic ${btoa(credentials)}` });
  const notify = (headers: Record<string, string>, said = body) => request('/v1/billing/chargebee', said, headers);

  test('is taken with the user and password that the webhook was set up with', async () => {
    expect(await notify(basic('chargebee:new-password-of-16'))).toMatchObject({
      status: 200,
      published: ['chargebee:ev_1'],
    });
    expect(world.published[0]).toMatchObject({ customer: 'chargebee:tidewater' });
    expect(await notify(basic('chargebee:old-password-of-16'))).toMatchObject({ status: 200 });
  });

  test.each([
    ['nothing', {}],
    ['another password', basic('chargebee:wrong')],
    ['half of it', basic('chargebee')],
    ['another scheme', { authorization: `Bearer ${btoa('chargebee:new-password-of-16')}` }],
  ])('with %s is refused, and nothing of it stored', async (_, headers) => {
    expect(await notify(headers as Record<string, string>)).toMatchObject({
      status: 401,
      answer: { error: { code: 'unauthorized' } },
      published: [],
    });
  });

  test('that is none is refused by the name of what is wrong', async () => {
    const headers = basic('chargebee:new-password-of-16');
    expect(await notify(headers, '{"id":"ev_1","event_type":"x","occurred_at":1}')).toMatchObject({
      status: 400,
      answer: { error: { field: 'content' } },
    });
  });
});

test('no other processor has a route', async () => {
  expect(await request('/v1/billing/recurly', '{}', {})).toMatchObject({ status: 404 });
});

describe('Stripe events by EventBridge', () => {
  const partner = (detail: unknown, source = 'aws.partner/stripe.com/ed_1') =>
    ({ messageId: 'm1', body: JSON.stringify({ source, 'detail-type': 'invoice.paid', detail }) }) as SQSRecord;
  const taken = async (...Records: SQSRecord[]) => {
    world.published.length = 0;
    const answer = await createPartnerHandler(world.ports)({ Records }, {} as Context);
    return { failed: answer.batchItemFailures.length, published: world.published.map(({ id }) => id) };
  };

  test('need no signature, and are read as those of the webhook: both ways are one event', async () => {
    expect(await taken(partner(JSON.parse(paid)))).toEqual({ failed: 0, published: ['stripe:evt_1'] });
  });

  test('of a test never reach journeys of production, nor the reverse', async () => {
    const test = { ...JSON.parse(paid), livemode: false };
    expect(await taken(partner(test), partner({ ...test, livemode: true }))).toEqual({
      failed: 0,
      published: ['stripe:evt_1'],
    });
    const signedTest = JSON.stringify(test);
    expect(await post(signedTest, sign(signedTest))).toMatchObject({ status: 200, answer: { published: 0 } });
  });

  test('of another source, or that cannot be read, are kept for somebody to look at', async () => {
    expect(await taken(partner(JSON.parse(paid), 'aws.s3'), partner({}))).toEqual({ failed: 2, published: [] });
  });
});

describe('usage on the bus', () => {
  const call = { messageId: 'bus-1', event: 'Project Created', userId: 'ann', context: { groupId: 'acme' } };
  const put = async (type: string, detail: unknown, source = 'acme.app') => {
    world.published.length = 0;
    world.listened.add('Project Created');
    const body = JSON.stringify({ source, 'detail-type': type, detail });
    const answer = await createPartnerHandler(world.ports)(
      { Records: [{ messageId: 'm1', body } as SQSRecord] },
      {} as Context,
    );
    return { failed: answer.batchItemFailures.length, published: world.published.map(({ id, name }) => [id, name]) };
  };

  test('is read as what is posted', async () => {
    expect(await put('track', call)).toEqual({ failed: 0, published: [['segment:bus-1', 'Project Created']] });
    expect(await put('group', { messageId: 'bus-2', groupId: 'acme', traits: { plan: 'pro' } })).toEqual({
      failed: 0,
      published: [['segment:bus-2', 'account.updated']],
    });
  });

  test.each([
    ['of nobody', 'track', { ...call, context: {}, userId: undefined, anonymousId: undefined }],
    ['that only Daymark itself may tell', 'track', { ...call, event: 'signal.cleared' }],
    ['of another type', 'page', call],
    ['about people, who must not lie in a queue', 'identify', { ...call, traits: { email: 'ann@acme.example' } }],
  ])('%s is kept for somebody to look at', async (_, type, detail) => {
    expect(await put(type, detail)).toEqual({ failed: 1, published: [] });
  });
});
