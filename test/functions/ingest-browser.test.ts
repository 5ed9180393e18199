import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keysById } from '../../engine/access/keys-by-id.ts';
import type { IngestPorts } from '../../engine/ingest/use-cases/ingest-usage.ts';
import { proxyEvent } from '../../engine/local/proxy-event.ts';
import type { PortsWith } from '../../engine/ports/ports.ts';
import { signPromptToken } from '../../engine/tokens.ts';
import { createHandler } from '../../functions/ingest-browser.ts';
import { person, signer } from '../support/prompt-world.ts';
import { catalog, type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { someProfile } from '../support/touch.ts';

const store = testStore();
let world: RouteWorld;
let ports: IngestPorts & PortsWith<'userTokens'>;
let token: string;
const origin = 'https://app.example.com';
beforeAll(async () => {
  world = routeWorld(store, 'acme', []);
  world.listened.add('Project Created');
  await world.given([
    { kind: 'profile', profile: someProfile({ plan: 'free' }, { account: 'acme' }) },
    person('ada', { email: 'ada@acme.example', role: 'member' }),
  ]);
  const { issuer, audience } = signer;
  ports = {
    ...world.ports,
    userTokens: { algorithm: 'HS256', issuer, audience, keys: keysById({ k1: signer.secret }) },
    settings: { ...world.ports.settings, appOrigins: [origin] },
    build: {
      ...world.ports.build,
      catalog: async () => ({
        ...catalog,
        fromBrowser: ['Project Created'],
        accountAttributes: { ...catalog.accountAttributes, industry: 'string' },
        contactAttributes: { ...catalog.contactAttributes, theme: 'string' },
        ownAttributes: { account: ['industry'], contact: ['theme'] },
      }),
    },
  };
  token = await signPromptToken({ account: 'acme', user: 'ada' }, signer, { at: new Date(world.clock.at) });
});
beforeEach(() => {
  world.published.length = 0;
});

const ask = async (
  letter: string,
  body: unknown,
  headers: Record<string, string> = {},
  method: 'POST' | 'OPTIONS' = 'POST',
): Promise<APIGatewayProxyStructuredResultV2> => {
  const event = proxyEvent({
    method,
    url: `/v1/${letter}`,
    headers: { 'content-type': 'text/plain', origin, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    at: world.clock.at,
  });
  return createHandler(ports)(event as APIGatewayProxyEventV2, {} as Context);
};
const ids = () => world.published.map(({ id }) => id);

const writeKey = 'page-1';
const track = { messageId: 't1', userId: 'ada', event: 'Project Created', context: { groupId: 'acme' } };
const withToken = (call: object) => ({ writeKey, token, ...call });

describe('a page', () => {
  test('tracks events that the catalog marks, with the key in the body or as HTTP Basic', async () => {
    expect((await ask('t', { writeKey, ...track })).statusCode).toBe(200);
    expect((await ask('t', track, { authorization: `Basic ${btoa('page-1:')}` })).statusCode).toBe(200);
    expect(ids()).toEqual(['segment:t1', 'segment:t1']);
  });

  test.each(['Survey Responded', 'Account Created', 'payment.failed', 'account.updated', 'Unheard'])(
    'does not track %s',
    async event => {
      expect((await ask('t', { writeKey, ...track, event })).statusCode).toBe(400);
      const { statusCode, body } = await ask('b', { writeKey, batch: [{ type: 'track', ...track, event }] });
      expect([statusCode, JSON.parse(body ?? '').failed]).toMatchObject([200, [{ index: 0, field: 'event' }]]);
      expect(ids()).toEqual([]);
      expect([...(await world.ports.refusals.all()), ...world.alarms]).toEqual([]);
    },
  );

  test.each([
    ['p', 'page'],
    ['s', 'screen'],
  ])('posts what it likes to /v1/%s', async (letter, type) => {
    expect((await ask(letter, { writeKey, type, messageId: 'p1', name: 'Home' })).statusCode).toBe(200);
  });

  test.each([
    ['no key', {}],
    ['a key of the server', { writeKey: 'key-1' }],
    ['half a key', { writeKey: 'page' }],
    ['a key that is no text', { writeKey: ['page-1'] }],
  ])('with %s is not heard', async (_, key) => {
    expect((await ask('t', { ...track, ...key })).statusCode).toBe(401);
  });

  test('of a known user is told the same as of an unknown one, and joins nobody to an account', async () => {
    const answers = await Promise.all(
      [{ userId: 'ada' }, { userId: 'nobody-knows', context: {} }, { anonymousId: 'x', userId: null, context: {} }].map(
        who => ask('t', { writeKey, ...track, ...who }),
      ),
    );
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    await ask('t', { writeKey, ...track, userId: 'mallory' });
    expect(await world.ports.directory.accountsOf('mallory')).toEqual([]);
  });
});

describe('who somebody is, said by a page', () => {
  const identify = { messageId: 'i1', userId: 'ada', anonymousId: 'v1', context: { groupId: 'acme' } };
  const traits = { email: 'eve@evil.example', role: 'admin', name: 'Eve', unsubscribed: true, theme: 'dark' };
  const ada = () => world.ports.contacts.find('acme', 'ada');

  test('changes nothing without the token of the user', async () => {
    const before = await ada();
    for (const [letter, call] of [
      ['i', { ...identify, traits }],
      ['g', { messageId: 'g1', userId: 'eve', groupId: 'acme', traits: { plan: 'enterprise', industry: 'x' } }],
      ['a', { messageId: 'a1', userId: 'ada', previousId: 'v1' }],
    ] as const)
      expect((await ask(letter, { writeKey, ...call })).statusCode).toBe(200);
    expect(await ada()).toEqual(before);
    expect(ids()).toEqual([]);
    expect(await world.ports.directory.usersOf('v1')).toEqual([]);
    expect(await world.ports.directory.accountsOf('eve')).toEqual([]);
  });

  test('changes with it what the business added of its own, and no reserved attribute, consent, role or membership', async () => {
    const before = await ada();
    expect((await ask('i', withToken({ ...identify, traits }))).statusCode).toBe(200);
    const after = await ada();
    expect(after?.attributes.theme?.value).toBe('dark');
    const { theme: _, ...rest } = after?.attributes ?? {};
    expect([rest, after?.choices]).toEqual([before?.attributes, before?.choices]);
    const group = { messageId: 'g1', groupId: 'acme', userId: 'ada', traits: { plan: 'enterprise', industry: 'x' } };
    expect((await ask('g', withToken(group))).statusCode).toBe(200);
    expect(world.published).toMatchObject([{ name: 'account.updated', fields: { industry: 'x' } }]);
    expect(world.published[0]?.fields).not.toHaveProperty('plan');
    expect(await world.ports.directory.accountsOf('ada')).toEqual([]);
  });

  test('names a visitor with it', async () => {
    await ask('i', withToken(identify));
    expect(await world.ports.directory.usersOf('v1')).toEqual(['ada']);
  });

  test.each([
    ['i', { ...identify, userId: 'ben' }, 'userId'],
    ['i', { ...identify, context: { groupId: 'globex' } }, 'groupId'],
    ['g', { messageId: 'g2', groupId: 'globex', traits: { industry: 'x' } }, 'groupId'],
    ['a', { messageId: 'a2', userId: 'ben', previousId: 'v2' }, 'userId'],
    ['t', { ...track, userId: 'ben' }, 'userId'],
  ])('is refused where /v1/%s is of somebody else than the token: %j', async (letter, call, field) => {
    const { statusCode, body } = await ask(letter, withToken(call));
    expect([statusCode, JSON.parse(body ?? '').error.field]).toEqual([403, field]);
  });

  test('is refused with a token that is none, which does not become a page without one', async () => {
    for (const forged of [`${token}x`, 'a.b.c', 1])
      expect((await ask('i', { ...withToken(identify), token: forged })).statusCode).toBe(401);
    expect((await ask('i', { writeKey, ...identify }, { authorization: 'Bearer a.b.c' })).statusCode).toBe(401);
  });

  test('makes no contact and no account of its own', async () => {
    const stranger = await signPromptToken({ account: 'nowhere', user: 'eve' }, signer, {
      at: new Date(world.clock.at),
    });
    await ask('i', { writeKey, token: stranger, messageId: 'i', userId: 'eve', traits: { theme: 'dark' } });
    await ask('g', { writeKey, token: stranger, messageId: 'g', groupId: 'nowhere', traits: { industry: 'x' } });
    expect(await world.ports.contacts.findOrRemains('nowhere', 'eve')).toBeUndefined();
    expect(ids()).toEqual([]);
  });
});

test('browsers are told which pages may call, and each page only of itself', async () => {
  const asked = await ask('t', '', {}, 'OPTIONS');
  expect([asked.statusCode, asked.headers?.['access-control-allow-origin']]).toEqual([204, origin]);
  const foreign = await ask('t', '', { origin: 'https://evil.example' }, 'OPTIONS');
  expect(foreign.headers).not.toHaveProperty('access-control-allow-origin');
  const refused = await ask('t', track);
  expect([refused.statusCode, refused.headers?.['access-control-allow-origin']]).toEqual([401, origin]);
});

test('a key that somebody copied from the page makes no more calls an hour than its quota', async () => {
  ports = { ...ports, settings: { ...ports.settings, browserCallsPerHour: 2_500 } };
  const call = (index: number) => ({ type: 'track', ...track, messageId: `q${index}`, event: 'Project Created' });
  const batch = Array.from({ length: 500 }, (_, index) => call(index));
  const statuses = new Set<number | undefined>();
  for (let times = 0; times < 7; times++) statuses.add((await ask('b', { writeKey, batch })).statusCode);
  expect([...statuses]).toEqual([200, 429]);
  // What is not used does not count.
  expect((await ask('p', { writeKey, type: 'page', messageId: 'p' })).statusCode).toBe(200);
});
