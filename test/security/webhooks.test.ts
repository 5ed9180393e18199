import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { beforeAll, describe, expect, test } from 'vitest';
import { processors } from '../../engine/connectors/processors.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { createHandler } from '../../functions/ingest-billing.ts';
import { on, paymentRecovery } from '../support/journeys.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { now, someProfile } from '../support/touch.ts';

const store = testStore();
let world: RouteWorld;
beforeAll(async () => {
  world = routeWorld(store, 'acme', [{ ...paymentRecovery, enroll: on('payment.failed') }]);
  await world.given([{ kind: 'profile', profile: someProfile({ name: 'Acme', stripeCustomerId: 'cus_1' }) }]);
  for (const processor of processors)
    await world.given([{ kind: 'customer', customer: `${processor}:cus_1`, account: 'acme' }]);
});

const seconds = Date.parse(now) / 1000;

/** A failed payment as each processor tells it, and how each proves that it is the sender. */
const bodies = {
  stripe: {
    id: 'evt_1',
    object: 'event',
    type: 'invoice.payment_failed',
    created: seconds - 60,
    data: { object: { id: 'in_1', object: 'invoice', customer: 'cus_1', metadata: {}, attempt_count: 1 } },
  },
  paddle: {
    event_id: 'evt_1',
    event_type: 'transaction.payment_failed',
    occurred_at: now,
    data: { id: 'txn_1', customer_id: 'cus_1', invoice_id: 'inv_1', items: [] },
  },
  chargebee: {
    id: 'ev_1',
    event_type: 'payment_failed',
    occurred_at: seconds - 60,
    content: { invoice: { id: 'cb_1', customer_id: 'cus_1' }, customer: { id: 'cus_1' } },
  },
};
type Processor = keyof typeof bodies;

const proof: Record<Processor, (body: string, at: number) => Record<string, string>> = {
  stripe: (body, at) => ({
    'stripe-signature': `t=${at},v1=${createHmac('sha256', 'whsec_new').update(`${at}.${body}`).digest('hex')}`,
  }),
  paddle: (body, at) => ({
    'paddle-signature': `ts=${at};h1=${createHmac('sha256', 'pdl_new').update(`${at}:${body}`).digest('hex')}`,
  }),
  chargebee: () => ({ authorization: `Basic ${btoa('chargebee:new-password-of-16')}` }),
};

const post = async (processor: Processor, body: string, headers: Record<string, string>) => {
  const requestContext = { domainName: 'api.example', timeEpoch: Date.parse(world.clock.at) };
  const event = { rawPath: `/v1/billing/${processor}`, headers, body, isBase64Encoded: false, requestContext };
  const { statusCode } = await createHandler(world.ports)(event as unknown as APIGatewayProxyEventV2, {} as Context);
  return statusCode;
};

describe.each(Object.keys(bodies) as Processor[])('a webhook of %s', processor => {
  const body = JSON.stringify(bodies[processor]);

  test('that is forged is refused, and nothing of it goes any further', async () => {
    world.published.length = 0;
    const good = proof[processor](body, seconds);
    const forged: Record<string, string>[] = [
      {},
      Object.fromEntries(Object.entries(good).map(([name, value]) => [name, `${value.slice(0, -4)}0000`])),
      Object.fromEntries(Object.keys(good).map(name => [name, ''])),
      proof[processor === 'stripe' ? 'paddle' : 'stripe'](body, seconds),
    ];
    for (const headers of forged) expect([400, 401]).toContain(await post(processor, body, headers));
    if (processor !== 'chargebee') {
      // Another body under the same signature.
      expect(await post(processor, body.replace('cus_1', 'cus_2'), good)).toBe(400);
    }
    expect(world.published).toEqual([]);
  });

  test('that is replayed later than its tolerance is refused', async () => {
    // Chargebee signs no time: its replays are known by their id alone, as below.
    if (processor === 'chargebee') return;
    world.published.length = 0;
    expect(await post(processor, body, proof[processor](body, seconds - 301))).toBe(400);
    expect(await post(processor, body, proof[processor](body, seconds + 301))).toBe(400);
    expect(world.published).toEqual([]);
  });

  test('that is replayed within it, or a month later by its sender, changes nothing', async () => {
    world.published.length = 0;
    for (let times = 0; times < 3; times++) {
      const at = Date.parse(world.clock.at) / 1000;
      expect(await post(processor, body, proof[processor](body, at))).toBe(200);
      if (times === 1) world.later(30 * 86_400);
    }
    const [first, ...again] = world.published;
    expect(new Set(again.map(({ id }) => id))).toEqual(new Set([first?.id]));

    const enrolled = async () => (await world.ports.accounts.snapshot('acme')).enrollments.length;
    if (first) await route(first, world.ports);
    const once = await enrolled();
    for (const event of again) await route(event, world.ports);
    expect(await enrolled()).toBe(once);
  });
});
