import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { connectorSettings } from '../../engine/adapters/aws/connector-settings.ts';
import { createHandler } from '../../functions/ingest-connector.ts';
import { catalog, type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { now, somebody, someProfile } from '../support/touch.ts';

const secret = 'the secret of a help desk';
const secrets = {
  DAYMARK_ZENDESK_SECRETS: [secret],
  DAYMARK_INTERCOM_SECRETS: [secret],
  DAYMARK_SUPPORT_SECRETS: [secret],
};
const tickets = { 'Support Ticket Created': { fields: {} }, 'Support Ticket Solved': { fields: {} } };

let world: RouteWorld;
beforeEach(async () => {
  world = routeWorld(testStore(), 'acme', []);
  world.ports.settings = { ...world.ports.settings, connectors: connectorSettings(secrets) };
  const known = { ...catalog, events: { ...catalog.events, ...tickets }, surveyTopics: { bugs: { en: 'Bugs' } } };
  world.ports.build = { ...world.ports.build, catalog: async () => known };
  await world.given([
    { kind: 'profile', profile: someProfile({ name: 'Acme' }) },
    { kind: 'customer', customer: 'zendesk:981', account: 'acme' },
    { kind: 'contact', contact: somebody('ada') },
  ]);
});

const hmac = (hash: string, ...parts: string[]) => {
  const digest = createHmac(hash, secret);
  for (const part of parts) digest.update(part);
  return digest;
};

/** As each help desk documents it. */
const proof = {
  zendesk: (body: string, at: string) => ({
    'x-zendesk-webhook-signature': hmac('sha256', at, body).digest('base64'),
    'x-zendesk-webhook-signature-timestamp': at,
  }),
  intercom: (body: string) => ({ 'x-hub-signature': `sha1=${hmac('sha1', body).digest('hex')}` }),
  generic: (body: string, at: string) => {
    const time = String(Date.parse(at) / 1000);
    return { 'daymark-signature': `t=${time},v1=${hmac('sha256', `${time}.`, body).digest('hex')}` };
  },
};
type Desk = keyof typeof proof;

const request = async (path: string, method: string, body: string, headers: Record<string, string>) => {
  const event = {
    rawPath: path,
    headers,
    body,
    requestContext: { domainName: 'api.example', http: { method }, timeEpoch: Date.parse(now) },
  };
  const answer = await createHandler(world.ports)(event as unknown as APIGatewayProxyEventV2, {} as Context);
  return { status: answer.statusCode, said: JSON.parse(answer.body ?? '{}') };
};

const post = (desk: Desk, body: object, headers: Record<string, string> = proof[desk](JSON.stringify(body), now)) =>
  request(`/v1/support/${desk}`, 'POST', JSON.stringify(body), headers);

const zendesk = (type: string, detail: object = {}, event: object = {}) => ({
  ...{ account_id: 12, subject: 'zen:ticket:35', zendesk_event_version: '2022-11-06' },
  ...{ id: `${type}-1`, type: `zen:event-type:ticket.${type}`, time: '2026-03-10T08:30:00Z' },
  detail: { id: '35', organization_id: '981', requester_id: '7', status: 'OPEN', ...detail },
  event,
});

const intercom = (topic: string, item: object = {}) => ({
  ...{ type: 'notification_event', app_id: 'a1', id: `notif_${topic}`, topic, created_at: Date.parse(now) / 1000 - 60 },
  data: {
    type: 'notification_event_data',
    item: {
      ...{ type: 'conversation', id: '9', source: { author: { type: 'user', email: 'ada@acme.example' } } },
      contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: 'c1', external_id: null }] },
      ...item,
    },
  },
});

const ticket = (more: object) => ({ type: 'ticket.created', id: 't-1', at: '2026-03-10T08:30:00Z', ...more });
const bodies = {
  zendesk: zendesk('created'),
  intercom: intercom('ticket.created'),
  generic: ticket({ account: 'acme' }),
};

describe.each(Object.keys(bodies) as Desk[])('a webhook of %s', desk => {
  const body = bodies[desk];

  test('that is signed is taken, for the account that it is about', async () => {
    expect(await post(desk, body)).toEqual({ status: 200, said: { success: true, published: 1 } });
    expect(world.published).toMatchObject([{ source: desk, account: 'acme', name: 'Support Ticket Created' }]);
  });

  test('that is forged, altered or old is refused, and nothing of it goes any further', async () => {
    const good = proof[desk](JSON.stringify(body), now);
    const forged = Object.fromEntries(
      Object.entries(good).map(([name, value]) => [name, `${value.slice(0, -5)}00000`]),
    );
    expect((await post(desk, body, {})).said.error.code).toBe('bad_signature');
    expect((await post(desk, body, forged)).status).toBe(400);
    expect((await post(desk, { ...body, id: 'other' }, good)).status).toBe(400);
    if (desk !== 'intercom') {
      const [old, early] = ['2026-03-10T08:54:59.000Z', '2026-03-10T09:05:01.000Z'];
      expect((await post(desk, body, proof[desk](JSON.stringify(body), old))).status).toBe(400);
      expect((await post(desk, body, proof[desk](JSON.stringify(body), early))).status).toBe(400);
    }
    expect(world.published).toEqual([]);
  });
});

describe('a ticket', () => {
  test('is solved once: closing what was solved says nothing new', async () => {
    await post('zendesk', zendesk('status_changed', {}, { previous: 'OPEN', current: 'SOLVED' }));
    await post('zendesk', zendesk('status_changed', {}, { previous: 'SOLVED', current: 'CLOSED' }));
    await post('zendesk', zendesk('status_changed', {}, { previous: 'SOLVED', current: 'OPEN' }));
    await post('intercom', intercom('conversation.admin.closed'));
    expect(world.published.map(({ name }) => name)).toEqual(['Support Ticket Solved', 'Support Ticket Solved']);
  });

  test('of a type that journeys do not use is taken and forgotten', async () => {
    expect((await post('zendesk', zendesk('priority_changed'))).said).toEqual({ success: true, published: 0 });
    expect((await post('intercom', intercom('conversation.admin.noted'))).status).toBe(200);
    expect(world.published).toEqual([]);
  });

  test('of an unknown organization keeps its customer, by which it waits; no address goes any further', async () => {
    await post('zendesk', ticket({ organization: '5', email: 'eve@nobody.example' }));
    await post('zendesk', zendesk('created', { organization_id: '0' }));
    expect(world.published).toMatchObject([{ customer: 'zendesk:5' }, { id: 'zendesk:created-1' }]);
    expect(world.published.map(({ account, customer }) => [account, customer])).toEqual([
      [undefined, 'zendesk:5'],
      [undefined, undefined],
    ]);
    expect(JSON.stringify(world.published)).not.toContain('eve');
  });

  test.each(['Ticket.Created', ' ticket.created', 'TICKET.CREATED'])(
    'of a template that writes %j, and words of programs for what it does not know, is one',
    async type => {
      const unknown = { user: 'null', account: 'undefined', email: ' ', score: 'NaN', comment: null };
      expect((await post('zendesk', ticket({ ...unknown, type, organization: '981' }))).status).toBe(200);
      expect(world.published).toMatchObject([{ name: 'Support Ticket Created', customer: 'zendesk:981' }]);
    },
  );

  test('is of the account of its user, or of its contact with that address, and not of either of two', async () => {
    await world.ports.directory.join('bob', 'globex');
    await post('generic', ticket({ id: 'a', user: 'bob' }));
    await post('generic', ticket({ id: 'b', email: 'Ada@Acme.example' }));
    await world.ports.directory.join('bob', 'initech');
    await post('generic', ticket({ id: 'c', user: 'bob' }));
    expect(world.published.map(({ account, user }) => [account, user])).toEqual([
      ['globex', 'bob'],
      ['acme', 'ada'],
      [undefined, 'bob'],
    ]);
  });

  test('may write ids as numbers, which are refused where JSON could not keep them', async () => {
    const company = (said: object) => intercom('ticket.created', { company: said });
    await post('intercom', company({ id: 'c9', company_id: 42 }));
    await post('zendesk', zendesk('created', { organization_id: 981 }));
    expect(world.published.map(({ account }) => account)).toEqual(['42', 'acme']);
    const rounded = 2 ** 53 + 2;
    const answers = [
      await post('intercom', company({ id: 'c9', company_id: rounded })),
      await post('zendesk', zendesk('created', { organization_id: rounded })),
    ];
    expect(answers.map(({ status, said }) => [status, said.error.field])).toEqual([
      [400, 'data.item.company.company_id'],
      [400, 'detail.organization_id'],
    ]);
  });

  test('with something wrong is refused by the name of its member', async () => {
    expect((await post('generic', ticket({ type: 'ticket.closed' }))).said.error.message).toContain('ticket.created');
    expect((await post('generic', ticket({ type: 'ticket.rated' }))).said.error.field).toBe('score');
    expect((await post('generic', { type: 'ticket.created' })).said.error.field).toBe('id');
  });
});

test('a rating answers the survey csat, and its words are kept apart from its event', async () => {
  const rating = { conversation_rating: { rating: 2, remark: 'It took days.' } };
  await post('intercom', intercom('conversation.rating.added', rating));
  await post('zendesk', ticket({ type: 'ticket.rated', id: 't-2', organization: '981', score: '5' }));
  expect(world.published).toMatchObject([
    { name: 'Survey Responded', account: 'acme', user: 'ada', fields: { survey: 'csat', score: 2 } },
    { name: 'Survey Responded', account: 'acme', fields: { survey: 'csat', score: 5 } },
  ]);
  expect(JSON.stringify(world.published)).not.toContain('days');
  expect(await world.ports.answers.ofAccount('acme', '2026-03-01T00:00:00.000Z')).toMatchObject([
    { survey: 'csat', score: 2, comment: 'It took days.' },
  ]);
});

test('who asks whether the address is there is told so', async () => {
  expect((await request('/v1/support/intercom', 'HEAD', '', {})).status).toBe(200);
  expect((await request('/v1/support/other', 'POST', '{}', {})).status).toBe(404);
});
