import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitorOf } from '../../engine/access/visitor.ts';
import { listHeaders } from '../../engine/channels/email/mail-headers.ts';
import type { ConnectorName } from '../../engine/connectors/connector-of.ts';
import { unsubscribeToken } from '../../engine/contacts/unsubscribe-token.ts';
import { FeedbackUnreadable } from '../../engine/feedback/read-feedback.ts';
import { recordFeedback } from '../../engine/feedback/use-cases/record-feedback.ts';
import { publishBilling } from '../../engine/ingest/use-cases/ingest-billing.ts';
import { publishConnectorEvents } from '../../engine/ingest/use-cases/ingest-connector.ts';
import { ingestPartnerEvent } from '../../engine/ingest/use-cases/ingest-partner-event.ts';
import { readConnectorEvents } from '../../engine/ingest/use-cases/read-webhook.ts';
import { bytesOf, longestIds } from '../../engine/kernel/read-id.ts';
import { RefusedRequest } from '../../engine/kernel/refused-request.ts';
import { proxyEvent } from '../../engine/local/proxy-event.ts';
import { readReports, recordPromptEvents } from '../../engine/prompts/use-cases/record-prompt-events.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { actOnTask } from '../../engine/tasks/use-cases/act-on-task.ts';
import { createHandler } from '../../functions/ingest-usage.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { promptWorld } from '../support/prompt-world.ts';
import { catalog, type RouteWorld, routeWorld } from '../support/route-world.ts';
import { now } from '../support/touch.ts';

/** A request that holds `value` in one of its fields. */
type Door = (value: unknown) => Promise<unknown>;

let store: TestTable;
let world: RouteWorld;
afterAll(() => store.stop());
beforeAll(async () => {
  store = await startTestTable();
  world = routeWorld(store, 'acme', []);
  const fields = { plan: 'string' } as const;
  const events = { ...catalog.events, 'Support Ticket Created': { fields: {} }, 'account.updated': { fields } };
  const crm = { hubspot: { fields: { plan: 'plan' } } } as const;
  world.ports.build = { ...world.ports.build, catalog: async () => ({ ...catalog, events, crm }) };
});

const call =
  (type: 'identify' | 'group' | 'track' | 'alias' | 'plan', more: (value: unknown) => object): Door =>
  async value => {
    const given = {
      messageId: 'm',
      userId: 'ada',
      event: 'Project Created',
      context: { groupId: 'acme' },
      groupId: 'acme',
    };
    const event = proxyEvent({
      method: 'POST',
      url: `/v1/${type}`,
      headers: { authorization: `Basic ${btoa('key-1:')}` },
      body: JSON.stringify({ ...given, ...more(value) }),
      at: now,
    });
    const { statusCode = 0, body = '{}' } = await createHandler(world.ports)(event, {} as Context);
    if (statusCode === 400) throw new RefusedRequest('invalid_request', String(JSON.parse(body).error.message));
    expect(statusCode).toBe(200);
  };

const bus =
  (type: 'group' | 'track', more: (value: unknown) => object): Door =>
  value =>
    ingestPartnerEvent(
      {
        source: 'app',
        'detail-type': type,
        detail: {
          messageId: 'b',
          event: 'Project Created',
          context: { groupId: 'acme' },
          groupId: 'acme',
          ...more(value),
        },
      },
      world.ports,
    );

const billed = async (connector: ConnectorName, said: object) =>
  publishBilling(await readConnectorEvents(connector, said, world.ports), world.ports);

const stripe =
  (more: (value: unknown) => object): Door =>
  value => {
    const object = { id: 'in_1', object: 'invoice', customer: 'cus_1' };
    const event = { id: 'evt', object: 'event', type: 'invoice.paid', created: 1_772_000_000, data: { object } };
    return billed('stripe', { ...event, ...more(value) });
  };
const inInvoice = (more: object) => ({
  data: { object: { id: 'in_1', object: 'invoice', customer: 'cus_1', ...more } },
});

const paddle =
  (more: (value: unknown) => object, data: (value: unknown) => object = () => ({})): Door =>
  value => {
    const event = { event_id: 'evt', event_type: 'transaction.paid', occurred_at: now };
    const transaction = { id: 'txn_1', customer_id: 'ctm_1', ...data(value) };
    return billed('paddle', { ...event, data: transaction, ...more(value) });
  };

const chargebee =
  (more: (value: unknown) => object): Door =>
  value => {
    const event = { id: 'ev', event_type: 'payment_succeeded', occurred_at: 1_772_000_000 };
    const content = { invoice: { id: 'i1', status: 'paid' }, customer: { id: 'cb_1' } };
    return billed('chargebee', { ...event, content, ...more(value) });
  };

/** A subscription, as each processor tells of it: its id becomes the key of what it brings. */
const subscriptions: Readonly<Record<string, Door>> = {
  stripe: id => {
    const object = { object: 'subscription', id, customer: 'cus_1', status: 'active', currency: 'usd', items: {} };
    const event = { id: 'evt', object: 'event', type: 'customer.subscription.updated', created: 1_772_000_000 };
    return billed('stripe', { ...event, data: { object } });
  },
  paddle: id => {
    const data = { id, customer_id: 'ctm_1', status: 'active', currency_code: 'USD', items: [] };
    return billed('paddle', { event_id: 'evt', event_type: 'subscription.updated', occurred_at: now, data });
  },
  chargebee: id => {
    const content = { subscription: { id, status: 'active', mrr: 4_900 }, customer: { id: 'cb_1' } };
    return billed('chargebee', { id: 'ev', event_type: 'subscription_changed', occurred_at: 1_772_000_000, content });
  },
};

const told = async (connector: ConnectorName, said: object) =>
  publishConnectorEvents(await readConnectorEvents(connector, said, world.ports), world.ports);

const zendesk =
  (more: (value: unknown) => object, detail: (value: unknown) => object = () => ({})): Door =>
  value => {
    const event = { id: 'zd', type: 'zen:event-type:ticket.created', time: now };
    return told('zendesk', { ...event, detail: { id: '35', ...detail(value) }, ...more(value) });
  };

const intercom =
  (more: (value: unknown) => object, item: (value: unknown) => object = () => ({})): Door =>
  value => {
    const event = { type: 'notification_event', id: 'n', topic: 'ticket.created', created_at: 1_772_000_000 };
    return told('intercom', { ...event, data: { item: { type: 'ticket', ...item(value) } }, ...more(value) });
  };

const ticket =
  (more: (value: unknown) => object): Door =>
  value =>
    told('generic', { type: 'ticket.created', id: 't', at: now, account: 'acme', ...more(value) });

const hubspot =
  (more: (value: unknown) => object): Door =>
  value => {
    const change = { subscriptionType: 'company.propertyChange', propertyName: 'plan', propertyValue: 'pro' };
    return told('hubspot', [{ ...change, objectId: '1', occurredAt: Date.parse(now), ...more(value) }]);
  };

const nothing = () => ({});

const task =
  (more: (value: unknown) => object): Door =>
  value => {
    const action = {
      type: 'task',
      id: 't',
      account: 'acme',
      reason: 'login-drop',
      action: 'acknowledge',
      by: 'sam',
      timestamp: now,
    };
    return recordFeedback({ ...action, ...more(value) }, world.ports);
  };
const prompt =
  (more: (value: unknown) => object): Door =>
  value => {
    const action = {
      type: 'prompt',
      id: 'p',
      account: 'acme',
      user: 'ada',
      prompt: 'tips',
      action: 'seen',
      timestamp: now,
    };
    return recordFeedback({ ...action, ...more(value) }, world.ports);
  };

/** Never rejected, whatever the ids: the mail service would only redeliver the same event. */
const ses =
  (tags: (value: unknown) => object): Door =>
  value =>
    recordFeedback(
      { eventType: 'Delivery', mail: { messageId: 'm', timestamp: now, tags: { ...tags(value) } } },
      world.ports,
    );

const token =
  (claims: (value: string) => { user: string; account?: string }): Door =>
  async value => {
    const prompts = promptWorld(store);
    const { user, account } = claims(String(value));
    const ports = { ...prompts.ports, clock: world.ports.clock };
    const visitor = await visitorOf(
      `Bearer ${await prompts.token(user, account === undefined ? {} : { account })}`,
      ports,
    );
    const report = { id: 'r', promptId: 'p', type: 'seen', at: now };
    await recordPromptEvents(visitor, readReports({ events: [report] }).reports, ports);
  };

const taskById: Door = async value => {
  const csm = { id: 'sam', name: 'Sam', email: 'sam@example.com' };
  try {
    await actOnTask({ csm, team: [csm] }, { id: String(value), action: 'acknowledge', said: {} }, world.ports);
  } catch (error) {
    // There is no such task, however long its id is.
    if (!(error instanceof RefusedRequest && error.status === 404)) throw error;
  }
};

type Row = [door: string, field: string, longest: number, Door];
const { account, user, event, customer } = longestIds;

/** Every id that becomes part of a key, a name or a tag, at each endpoint. */
const refusing: readonly Row[] = [
  ['identify', 'messageId', event, call('identify', messageId => ({ messageId }))],
  ['identify', 'userId', user, call('identify', userId => ({ userId }))],
  ['identify', 'context.groupId', account, call('identify', groupId => ({ context: { groupId } }))],
  ['group', 'messageId', event, call('group', messageId => ({ messageId }))],
  ['group', 'groupId', account, call('group', groupId => ({ groupId }))],
  ['track', 'messageId', event, call('track', messageId => ({ messageId }))],
  ['track', 'userId', user, call('track', userId => ({ userId }))],
  ['track', 'context.groupId', account, call('track', groupId => ({ context: { groupId } }))],
  ['track', 'userId alone', user, call('track', userId => ({ userId, context: {} }))],
  ['track', 'anonymousId', user, call('track', anonymousId => ({ anonymousId, userId: null, context: {} }))],
  ['identify', 'anonymousId', user, call('identify', anonymousId => ({ anonymousId, context: {} }))],
  ['alias', 'userId', user, call('alias', userId => ({ userId, previousId: 'visitor-1' }))],
  ['alias', 'previousId', user, call('alias', previousId => ({ previousId }))],
  ['bus', 'messageId', event, bus('track', messageId => ({ messageId }))],
  ['bus', 'groupId', account, bus('group', groupId => ({ groupId }))],
  ['bus', 'userId', user, bus('track', userId => ({ userId }))],
  ['stripe', 'id', event, stripe(id => ({ id }))],
  ['stripe', 'customer', customer, stripe(id => inInvoice({ customer: id }))],
  ['paddle', 'event_id', event, paddle(event_id => ({ event_id }))],
  [
    'paddle',
    'customer_id',
    customer,
    paddle(
      () => ({}),
      customer_id => ({ customer_id }),
    ),
  ],
  ['chargebee', 'id', event, chargebee(id => ({ id }))],
  ['chargebee', 'customer.id', customer, chargebee(id => ({ content: { invoice: { id: 'i1' }, customer: { id } } }))],
  ...Object.entries(subscriptions).map(([door, said]): Row => [door, 'subscription id', customer, said]),
  ['stripe', 'invoice id', customer, stripe(id => inInvoice({ id }))],
  ['zendesk', 'id', event, zendesk(id => ({ id }))],
  ['zendesk', 'organization_id', customer, zendesk(nothing, organization_id => ({ organization_id }))],
  ['intercom', 'id', event, intercom(id => ({ id }))],
  ['intercom', 'company.id', customer, intercom(nothing, id => ({ company: { id } }))],
  ['ticket', 'id', event, ticket(id => ({ id }))],
  ['ticket', 'organization', customer, ticket(organization => ({ organization }))],
  ['ticket', 'account', account, ticket(id => ({ account: id }))],
  ['ticket', 'user', user, ticket(id => ({ user: id }))],
  ['hubspot', 'objectId', customer, hubspot(objectId => ({ objectId }))],
  ['plan', 'messageId', event, call('plan', messageId => ({ messageId, goals: [] }))],
  ['plan', 'groupId', account, call('plan', groupId => ({ groupId, goals: [] }))],
  ['task', 'id', event, task(id => ({ id }))],
  ['task', 'account', account, task(id => ({ account: id }))],
  ['task', 'reason', 256, task(reason => ({ reason }))],
  ['prompt', 'id', event, prompt(id => ({ id }))],
  ['prompt', 'account', account, prompt(id => ({ account: id }))],
  ['prompt', 'user', user, prompt(id => ({ user: id }))],
  ['prompt', 'prompt', 256, prompt(id => ({ prompt: id }))],
  ['token', 'sub', user, token(id => ({ user: id }))],
  ['token', 'acct', account, token(id => ({ user: 'ada', account: id }))],
];

/** Here an invalid id is ignored, and the rest is accepted. */
const ignoring: readonly Row[] = [
  ['stripe', 'metadata.account_id', account, stripe(id => inInvoice({ metadata: { account_id: id } }))],
  [
    'paddle',
    'custom_data.account_id',
    account,
    paddle(
      () => ({}),
      id => ({ custom_data: { account_id: id } }),
    ),
  ],
  ['intercom', 'company.company_id', account, intercom(nothing, company_id => ({ company: { company_id } }))],
  ['intercom', 'external_id', user, intercom(nothing, external_id => ({ contacts: [{ external_id }] }))],
  [
    'ses',
    'tags.account',
    account,
    ses(id => ({ delivery: ['d'], account: [Buffer.from(String(id)).toString('base64url')] })),
  ],
  ['ses', 'tags.delivery', event, ses(id => ({ delivery: [id], account: ['YWNtZQ'] }))],
  ['POST /v1/tasks/{id}', 'id', longestIds.task, taskById],
  ['group', 'traits.plan', 1_024, call('group', plan => ({ traits: { plan, name: 'Acme' } }))],
  ['group', 'traits.owner', 1_024, call('group', owner => ({ traits: { owner } }))],
  ['group', 'traits.stripeCustomerId', 1_024, call('group', id => ({ traits: { stripeCustomerId: id } }))],
];

const ofBytes = (bytes: number): [string, string, string] => {
  const wide = '株'.repeat(Math.floor(bytes / 3));
  return ['x'.repeat(bytes), wide + 'x'.repeat(bytes - bytesOf(wide)), `#/"\\%${'x'.repeat(bytes - 7)}`];
};

const handIn = async (door: Door, value: unknown): Promise<'taken' | 'refused'> => {
  world.published.length = 0;
  try {
    await door(value);
  } catch (error) {
    if (error instanceof RefusedRequest || error instanceof FeedbackUnreadable) return 'refused';
    throw error;
  }
  // What was accepted must also be storable, with a known account and without.
  for (const published of world.published) await route(JSON.parse(JSON.stringify(published)), world.ports);
  return 'taken';
};

describe.each(refusing)('%s: %s', (_, field, longest, door) => {
  test('is taken at its bound, in bytes, and refused one past it', async () => {
    for (const value of ofBytes(longest)) expect(await handIn(door, value)).toBe('taken');
    for (const value of ofBytes(longest + 1).slice(0, field === 'reason' || field === 'prompt' ? 1 : 3))
      expect(await handIn(door, value)).toBe('refused');
  });

  test('holds no half of a character', async () => {
    if (field !== 'sub' && field !== 'acct') expect(await handIn(door, 'a\ud83d')).toBe('refused');
  });
});

describe.each(ignoring)('%s: %s', (_, __, longest, door) => {
  test('is stored at its bound, and never fails', async () => {
    for (const value of [...ofBytes(longest), ...ofBytes(longest + 1), ...ofBytes(longest * 3), 'a\ud83d'])
      expect(await handIn(door, value)).toBe('taken');
  });
});

const numbers = refusing.filter(([door, field]) => door !== 'token' && field !== 'reason' && field !== 'prompt');
test.each(numbers)('%s: %s is never rounded', async (_, __, ___, door) => {
  for (const value of [2 ** 53, 2 ** 53 + 2, 2 ** 63, 1e21]) expect(await handIn(door, value)).toBe('refused');
});

test.each(refusing.slice(0, 8))('a batch is taken without the call whose %s holds a wrong %s', async (door, field) => {
  const given = {
    type: door,
    messageId: 'm',
    userId: 'ada',
    event: 'Project Created',
    context: { groupId: 'acme' },
    groupId: 'acme',
  };
  for (const value of ['a\ud83d', 'x'.repeat(3_000), 2 ** 60, 'a\nb']) {
    const said = field === 'context.groupId' ? { context: { groupId: value } } : { [field]: value };
    const event = proxyEvent({
      method: 'POST',
      url: '/v1/batch',
      headers: { authorization: `Basic ${btoa('key-1:')}` },
      body: JSON.stringify({ batch: [{ ...given, ...said }] }),
      at: now,
    });
    const { statusCode, body = '' } = await createHandler(world.ports)(event, {} as Context);
    expect([statusCode, JSON.parse(body).failed?.length]).toEqual([200, 1]);
  }
});

test('the links of the longest ids fit into a header of a mail', () => {
  const delivery = 'x'.repeat(32);
  for (const who of ofBytes(account))
    for (const contact of ofBytes(user)) {
      const token = unsubscribeToken({ account: who, contact, topic: 'webinar-invitations', delivery }, 'secret');
      const { 'List-Unsubscribe': link = '' } = listHeaders(
        'marketing',
        'webinar-invitations',
        `https://abcdefghij.execute-api.ap-southeast-1.amazonaws.com/u/${token}`,
        'https://abcdefghij.execute-api.ap-southeast-1.amazonaws.com',
      );
      expect(link.length).toBeGreaterThan(700);
      expect(link.length).toBeLessThanOrEqual(870);
    }
});

test('the tag of the longest account holds it', () => {
  for (const id of ofBytes(account)) expect(Buffer.from(id).toString('base64url').length).toBeLessThanOrEqual(256);
});
