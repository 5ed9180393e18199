import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConnectorName } from '../../engine/connectors/connector-of.ts';
import { FeedbackUnreadable } from '../../engine/feedback/read-feedback.ts';
import { recordFeedback } from '../../engine/feedback/use-cases/record-feedback.ts';
import { sentCalls } from '../../engine/ingest/sent-calls.ts';
import { publishBilling } from '../../engine/ingest/use-cases/ingest-billing.ts';
import { publishConnectorEvents } from '../../engine/ingest/use-cases/ingest-connector.ts';
import { ingestUsage } from '../../engine/ingest/use-cases/ingest-usage.ts';
import { readConnectorEvents } from '../../engine/ingest/use-cases/read-webhook.ts';
import { RefusedRequest } from '../../engine/kernel/refused-request.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { aJourney, on } from '../support/journeys.ts';
import { catalog, type RouteWorld, routeWorld } from '../support/route-world.ts';
import { now, someProfile } from '../support/touch.ts';

// Of ids at their bounds, test/security/ids.test.ts; here any value is anything.

let table: TestTable;
let world: RouteWorld;
beforeAll(async () => {
  table = await startTestTable();
  world = routeWorld(table, 'acme', [
    aJourney({ reenroll: { kind: 'keyed', field: 'plan' }, exit: [on('payment.failed')] }),
  ]);
  const fields = { plan: 'string' } as const;
  const events = { ...catalog.events, 'Support Ticket Created': { fields: {} }, 'account.updated': { fields } };
  const crm = { hubspot: { fields: { plan: 'plan' } } } as const;
  world.ports.build = { ...world.ports.build, catalog: async () => ({ ...catalog, events, crm }) };
  await world.given([{ kind: 'profile', profile: someProfile({ stripeCustomerId: 'cus_1' }) }]);
});
afterAll(() => table.stop());

const at = 1_772_000_000;
const billed = (connector: ConnectorName) => async (said: object) =>
  publishBilling(await readConnectorEvents(connector, said, world.ports), world.ports);
const told = (connector: ConnectorName) => async (said: object) =>
  publishConnectorEvents(await readConnectorEvents(connector, said, world.ports), world.ports);
const called = (type: 'identify' | 'group' | 'track' | 'alias' | 'plan') => (said: object) =>
  ingestUsage(sentCalls(type, said), world.ports);
const fed = (said: object) => recordFeedback(said, world.ports);

const stripe = (type: string, object: object) => ({ id: 'e', object: 'event', type, created: at, data: { object } });
const context = { groupId: 'acme' };

/** One event of each shape, with a value wherever one may be. */
const samples: Readonly<Record<string, readonly [taken: (said: object) => Promise<unknown>, said: object]>> = {
  group: [
    called('group'),
    {
      messageId: 'm',
      userId: 'ada',
      groupId: 'acme',
      traits: {
        name: 'A',
        plan: 'p',
        arr: 1,
        timezone: 'UTC',
        owner: 'o',
        renewalAt: '2026-05-01',
        stripeCustomerId: 'cus_1',
      },
      timestamp: now,
    },
  ],
  identify: [
    called('identify'),
    {
      messageId: 'm',
      userId: 'ada',
      anonymousId: 'v',
      context,
      traits: { email: 'a@b.example', name: 'A', role: 'admin', timezone: 'UTC' },
      timestamp: now,
    },
  ],
  track: [
    called('track'),
    {
      messageId: 'm',
      userId: 'ada',
      anonymousId: 'v',
      event: 'Account Created',
      context,
      properties: { plan: 'p' },
      timestamp: now,
    },
  ],
  alias: [called('alias'), { messageId: 'm', userId: 'ada', previousId: 'v', timestamp: now }],
  plan: [
    called('plan'),
    {
      messageId: 'm',
      groupId: 'acme',
      goals: [
        {
          id: 'g',
          title: 't',
          owner: 'ada',
          metric: 'm',
          target: 1,
          dueAt: '2026-05-01',
          milestones: [{ id: 's', title: 't', dueAt: '2026-05-01' }],
        },
      ],
      timestamp: now,
    },
  ],
  'an invoice of Stripe': [
    billed('stripe'),
    stripe('invoice.payment_failed', {
      id: 'in_1',
      object: 'invoice',
      customer: 'cus_1',
      subscription: 'sub_1',
      payment_intent: 'pi_1',
      amount_due: 1,
      amount_remaining: 1,
      currency: 'usd',
      attempt_count: 1,
      next_payment_attempt: at,
      hosted_invoice_url: 'https://x.example',
      billing_reason: 'subscription_cycle',
      metadata: { account_id: 'acme' },
    }),
  ],
  'a subscription of Stripe': [
    billed('stripe'),
    stripe('customer.subscription.updated', {
      id: 'sub_1',
      object: 'subscription',
      customer: 'cus_1',
      status: 'active',
      currency: 'usd',
      trial_end: at,
      cancel_at_period_end: false,
      items: {
        data: [
          {
            quantity: 1,
            price: { id: 'pr', unit_amount: 1, currency: 'usd', recurring: { interval: 'month', interval_count: 1 } },
          },
        ],
      },
    }),
  ],
  'a charge of Stripe': [
    billed('stripe'),
    stripe('charge.failed', {
      id: 'ch_1',
      object: 'charge',
      customer: 'cus_1',
      invoice: 'in_1',
      payment_intent: 'pi_1',
      amount: 1,
      currency: 'usd',
      failure_code: 'card_declined',
      outcome: { reason: 'stolen_card' },
    }),
  ],
  'a transaction of Paddle': [
    billed('paddle'),
    {
      event_id: 'e',
      event_type: 'transaction.payment_failed',
      occurred_at: now,
      data: {
        id: 't',
        customer_id: 'c',
        subscription_id: 's',
        status: 'past_due',
        currency_code: 'USD',
        details: { totals: { grand_total: '1' } },
        checkout: { url: 'https://x.example' },
        payments: [{ status: 'error', error_code: 'e' }],
        custom_data: { account_id: 'acme' },
      },
    },
  ],
  'a subscription of Paddle': [
    billed('paddle'),
    {
      event_id: 'e',
      event_type: 'subscription.updated',
      occurred_at: now,
      data: {
        id: 's',
        customer_id: 'c',
        status: 'active',
        currency_code: 'USD',
        next_billed_at: now,
        items: [
          {
            status: 'active',
            quantity: 1,
            price: {
              id: 'p',
              unit_price: { amount: '1', currency_code: 'USD' },
              billing_cycle: { interval: 'month', frequency: 1 },
            },
          },
        ],
        custom_data: { account_id: 'acme' },
      },
    },
  ],
  'a payment of Chargebee': [
    billed('chargebee'),
    {
      id: 'e',
      event_type: 'payment_failed',
      occurred_at: at,
      content: {
        customer: { id: 'c' },
        invoice: {
          id: 'i',
          subscription_id: 's',
          currency_code: 'USD',
          total: 1,
          amount_due: 1,
          status: 'payment_due',
          dunning_status: 'in_progress',
          next_retry_at: at,
        },
        transaction: { id: 't', error_code: 'e' },
      },
    },
  ],
  'a subscription of Chargebee': [
    billed('chargebee'),
    {
      id: 'e',
      event_type: 'subscription_changed',
      occurred_at: at,
      content: {
        customer: { id: 'c' },
        subscription: {
          id: 's',
          status: 'active',
          plan_id: 'p',
          currency_code: 'USD',
          mrr: 1,
          next_billing_at: at,
          trial_end: at,
          subscription_items: [{ item_price_id: 'p', quantity: 1, amount: 1 }],
        },
      },
    },
  ],
  'a ticket of Zendesk': [
    told('zendesk'),
    {
      id: 'e',
      type: 'zen:event-type:ticket.created',
      time: now,
      detail: { id: '1', organization_id: 'o', requester_id: 'r' },
    },
  ],
  'a conversation of Intercom': [
    told('intercom'),
    {
      type: 'notification_event',
      id: 'e',
      topic: 'ticket.created',
      created_at: at,
      data: {
        item: {
          type: 'ticket',
          company: { id: 'i', company_id: 'acme' },
          contacts: [{ external_id: 'ada', email: 'a@b.example' }],
        },
      },
    },
  ],
  'a ticket of any help desk': [
    told('generic'),
    { type: 'ticket.created', id: 'e', at: now, organization: 'o', account: 'acme', user: 'ada', email: 'a@b.example' },
  ],
  'a change in HubSpot': [
    told('hubspot'),
    [
      {
        subscriptionType: 'company.propertyChange',
        objectId: '1',
        propertyName: 'plan',
        propertyValue: 'p',
        sourceId: 'userId:1',
        occurredAt: at * 1_000,
      },
    ],
  ],
  'a bounce of SES': [
    fed,
    {
      eventType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        timestamp: now,
        bouncedRecipients: [{ emailAddress: 'a@b.example' }],
      },
      mail: { messageId: 'm', timestamp: now, tags: { delivery: ['d'], account: ['YWNtZQ'] } },
    },
  ],
  'an action on a task': [
    fed,
    {
      type: 'task',
      id: 'e',
      account: 'acme',
      reason: 'r',
      action: 'snooze',
      until: now,
      outcome: 'o',
      by: 'b',
      timestamp: now,
    },
  ],
  'an action on a prompt': [
    fed,
    {
      type: 'prompt',
      id: 'e',
      account: 'acme',
      user: 'ada',
      prompt: 'tips',
      action: 'clicked',
      button: 'b',
      timestamp: now,
    },
  ],
};

const odd: readonly unknown[] = [
  ...[
    'x'.repeat(1_100),
    '株'.repeat(700),
    `https://x.example/${'y'.repeat(9_000)}`,
    'a\ud83d',
    'a\u0000b',
    '#/"\\%~',
    '',
    ' ',
    '__proto__',
    'constructor',
    'toString',
  ],
  ...[
    `2026-03-02T10:30:00.${'1'.repeat(1_000)}Z`,
    '9999-12-31',
    '0001-01-01',
    -1,
    0,
    1e21,
    2 ** 53,
    0.1,
    null,
    true,
    [],
    ['a'],
    {},
  ],
];

type Path = readonly (string | number)[];

const leavesOf = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...path, name]))
    : [path];

const withValue = (given: unknown, [name, ...rest]: Path, value: unknown): unknown => {
  if (name === undefined) return value;
  const changed = structuredClone(given) as Record<string, unknown>;
  changed[name] = withValue(changed[name], rest, value);
  return changed;
};

test.each(Object.entries(samples))(
  '%s is refused or can be stored, whatever any of its values is',
  async (_, [taken, said]) => {
    let accepted = 0;
    for (const path of leavesOf(said))
      for (const value of odd) {
        world.published.length = 0;
        const what = `${path.join('.')}: ${JSON.stringify(value)?.slice(0, 60)}`;
        try {
          await taken(withValue(said, path, value) as object);
        } catch (error) {
          expect([what, error instanceof RefusedRequest || error instanceof FeedbackUnreadable]).toEqual([what, true]);
          continue;
        }
        accepted++;
        for (const event of world.published)
          await expect(route(JSON.parse(JSON.stringify(event)), world.ports), what).resolves.toBeDefined();
      }
    expect(accepted).toBeGreaterThan(0);
  },
);
