import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOut } from '../../engine/account/consent.ts';
import { createHandler } from '../../functions/ingest-usage.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { now } from '../support/touch.ts';

let table: TestTable;
let world: RouteWorld;
beforeAll(async () => {
  table = await startTestTable();
  world = routeWorld(table, 'acme', []);
  // As an earlier version does that has open enrollments.
  world.listened.add('Survey Responded');
});
afterAll(() => table.stop());

const basic = (key: string) => `Basic ${Buffer.from(`${key}:`).toString('base64')}`;

const post = async (kind: string, body: unknown, more: Partial<APIGatewayProxyEventV2> = {}) => {
  world.published.length = 0;
  const event = {
    rawPath: `/v1/${kind}`,
    headers: { authorization: basic('key-1') },
    body: JSON.stringify(body),
    isBase64Encoded: false,
    ...more,
  };
  const { statusCode, body: answer } = await createHandler(world.ports)(event as APIGatewayProxyEventV2, {} as Context);
  return { status: statusCode, answer: JSON.parse(answer ?? ''), published: [...world.published] };
};

const track = {
  messageId: 'm1',
  userId: 'ann',
  event: 'Survey Responded',
  context: { groupId: 'acme' },
  timestamp: '2026-03-10T08:00:00Z',
};
const group = { messageId: 'm2', groupId: 'acme', traits: { name: 'Acme' }, timestamp: '2026-03-10T08:00:00Z' };
const identify = { messageId: 'm3', userId: 'ann', context: { groupId: 'acme' }, timestamp: '2026-03-10T08:00:00Z' };

test('an owner who is not of the team is kept, and the sender is told whom it may have meant', async () => {
  const { team } = world.ports.build;
  world.ports.build.team = async () => [
    { id: 'maya', email: 'maya.ito@example.com', name: 'Maya Ito' },
    { id: 'tom', email: 'tom@example.com' },
  ];
  const told = async (owner: string | null) => {
    const { status, answer, published } = await post('group', { ...group, traits: { owner }, messageId: `o-${owner}` });
    expect([status, published[0]?.fields]).toEqual([200, { owner }]);
    return answer.warnings?.map(({ field, message }: { field: string; message: string }) => `${field} ${message}`);
  };
  for (const known of ['maya', 'MAYA.ITO@example.com', null]) expect(await told(known)).toBeUndefined();
  const unknown = 'traits.owner is not in journeys/team.ts, so tasks go to a pool.';
  for (const [owner, meant] of [
    ['maja', 'Did you mean "maya"?'],
    ['maya.itto@example.com', 'Did you mean "maya"?'],
    ['Maya Itoh', 'Did you mean "maya"?'],
    ['someone.else@example.org', 'Known are "maya", "tom".'],
  ] as const)
    expect(await told(owner)).toEqual([`${unknown} ${meant}`]);
  // Without a team no owner is unknown.
  world.ports.build.team = async () => [];
  expect(await told('maja')).toBeUndefined();
  world.ports.build.team = team;
});

test('a person whose id is an address is taken, with a warning: an id cannot be erased', async () => {
  for (const [kind, call] of [
    ['identify', identify],
    ['track', track],
  ] as const) {
    const { status, answer } = await post(kind, { ...call, userId: 'ann@acme.example', messageId: `at-${kind}` });
    expect([status, answer.warnings]).toMatchObject([200, [{ field: 'userId' }]]);
  }
});

test('who proves that the address is theirs is told once to what waits for it, and again by the same words', async () => {
  const say = (messageId: string, timestamp: string, traits: object) =>
    post('identify', { ...identify, userId: 'vera', messageId, timestamp, traits });
  const first = { email: 'vera@acme.example', emailVerified: false };
  expect((await say('v1', '2026-03-10T08:00:00Z', first)).published).toEqual([]);
  const { published } = await say('v2', '2026-03-10T08:10:00Z', { emailVerified: true });
  expect(published).toMatchObject([
    { id: 'verified:vera:2026-03-10T08:10:00.000Z', account: 'acme', user: 'vera', name: 'contact.verified' },
  ]);
  // A process that died after the write writes it again.
  expect((await say('v2', '2026-03-10T08:10:00Z', { emailVerified: true })).published).toEqual(published);
  expect((await say('v3', '2026-03-10T08:20:00Z', { emailVerified: true })).published).toEqual([]);
});

describe('an identify call that says what somebody does not want', () => {
  const ann = async () => (await world.ports.contacts.find('acme', 'ann'))?.choices ?? {};
  const say = (messageId: string, unsubscribed: unknown) =>
    post('identify', { ...identify, messageId, traits: { unsubscribed } });

  test('opts out of the topic, once, with the message as evidence', async () => {
    await say('out-1', ['news', 'nonsense']);
    await say('out-2', 'news');
    expect(isOut(await ann(), 'news')).toBe(true);
    expect(await world.ports.contacts.consents('acme', 'ann')).toMatchObject([
      { topic: 'news', source: 'import', evidence: 'segment:out-1' },
    ]);
  });

  test('opts nobody in again', async () => {
    const { answer } = await say('in-1', false);
    expect(answer.warnings).toMatchObject([{ field: 'traits.unsubscribed' }]);
    expect(isOut(await ann(), 'news')).toBe(true);
  });

  test('opts out of all with true', async () => {
    await say('out-3', true);
    expect(isOut(await ann(), '*')).toBe(true);
  });
});

describe('an identify call that says that another tool had stopped mailing an address', () => {
  const eve = async () => await world.ports.contacts.find('acme', 'eve');
  const say = (messageId: string, traits: object) =>
    post('identify', { ...identify, messageId, userId: 'eve', traits: { email: 'eve@acme.example', ...traits } });

  test('suppresses it as a bounce does, for mail of every class, and tells no journey', async () => {
    const { published } = await say('stop-1', { suppressed: 'hard bounce' });
    expect(await eve()).toMatchObject({
      suppression: {
        email: 'eve@acme.example',
        reason: 'bounced',
        classes: ['transactional', 'lifecycle', 'marketing'],
      },
    });
    expect(published).toEqual([]);
  });

  test('ends nothing with a no, and takes what it cannot read as a bounce', async () => {
    expect((await say('stop-2', { suppressed: 'no' })).answer.warnings).toMatchObject([{ field: 'traits.suppressed' }]);
    expect(await eve()).toHaveProperty('suppression.reason', 'bounced');
    expect((await say('stop-3', { suppressed: 'perhaps' })).answer.warnings).toMatchObject([
      { message: expect.stringMatching(/counts as bounced/) },
    ]);
  });

  test('suppresses after a complaint what is not transactional, and opts out of all', async () => {
    await post('identify', {
      ...identify,
      messageId: 'stop-4',
      userId: 'sam',
      traits: { email: 'sam@acme.example', suppressed: 'Spam complaint' },
    });
    const sam = await world.ports.contacts.find('acme', 'sam');
    expect(sam).toHaveProperty('suppression.classes', ['lifecycle', 'marketing']);
    expect(isOut(sam?.choices ?? {}, '*')).toBe(true);
  });
});

describe('a track call', () => {
  test('becomes an event with the fields that the catalog allows, and nothing personal', async () => {
    const properties = { survey: 'nps', score: 9, email: 'ann@acme.example', comment: 'call me' };
    const { status, answer, published } = await post('track', { ...track, properties, anonymousId: 'x', sentAt: 'y' });
    expect([status, answer]).toEqual([200, { success: true }]);
    expect(published).toEqual([
      {
        id: 'segment:m1',
        source: 'segment',
        account: 'acme',
        user: 'ann',
        name: 'Survey Responded',
        occurredAt: '2026-03-10T08:00:00.000Z',
        receivedAt: now,
        fields: { survey: 'nps', score: 9 },
      },
    ]);
  });

  test('that answers a survey beyond its scale is refused', async () => {
    const answered = async (survey: string, score: number) =>
      (await post('track', { ...track, messageId: `${survey}-${score}`, properties: { survey, score } })).status;
    expect([
      await answered('CSAT', 0),
      await answered('csat', 6),
      await answered('ces', 8),
      await answered('nps', 11),
    ]).toEqual([400, 400, 400, 400]);
    expect([await answered('csat', 5), await answered('ces', 7), await answered('nps', 0)]).toEqual([200, 200, 200]);
  });

  test.each([
    ['says nothing', {}, now],
    ['says an offset', { timestamp: '2026-03-10T10:30:00+02:00' }, '2026-03-10T08:30:00.000Z'],
    ['says only when it arrived', { receivedAt: '2026-03-10T08:59:00.000Z' }, '2026-03-10T08:59:00.000Z'],
    ['claims to come from the future', { timestamp: '2027-01-01T00:00:00Z' }, now],
  ])('that %s about time happened then', async (_, times, occurredAt) => {
    const { timestamp: _timestamp, ...call } = track;
    expect((await post('track', { ...call, ...times })).published[0]?.occurredAt).toBe(occurredAt);
  });

  test('that no journey listens to only counts: it goes into its day with one write, and not through the queue', async () => {
    table.roundTrips();
    const call = { ...track, messageId: 'm9', event: 'Project Created' };
    expect(await post('track', call)).toMatchObject({ status: 200, published: [] });
    expect(table.roundTrips()).toEqual(['UpdateItemCommand']);
    await post('track', call);
    const { usage } = await world.ports.accounts.snapshot('acme', { usageSince: '2026-03-01T00:00:00.000Z' });
    expect([...usage]).toMatchObject([{ event: 'Project Created', user: 'ann', at: '2026-03-10T08:00:00.000Z' }]);
  });

  test('cannot pretend to come from Daymark', async () => {
    expect(await post('track', { ...track, event: 'account.updated' })).toMatchObject({
      status: 400,
      answer: { error: { field: 'event' } },
    });
  });
});

describe('a group call', () => {
  test('becomes an update of the attributes that the catalog knows', async () => {
    const { published } = await post('group', {
      ...group,
      traits: { name: 'Acme', arr: 12_000, employees: 3, plan: null },
    });
    expect(published[0]).toMatchObject({ name: 'account.updated', fields: { name: 'Acme', arr: 12_000, plan: null } });
    expect(published[0]?.fields).not.toHaveProperty('employees');
  });

  test('with an unknown time zone is taken, and says so', async () => {
    const { status, answer, published } = await post('group', { ...group, traits: { timezone: 'Mars/Olympus' } });
    expect(status).toBe(200);
    expect(answer.warnings).toEqual([
      { messageId: 'm2', field: 'traits.timezone', message: expect.stringContaining('UTC is used') },
    ]);
    expect(published[0]?.fields).toEqual({ timezone: 'Mars/Olympus' });
  });

  test('with a value of another type is taken without it, and says so', async () => {
    const { answer, published } = await post('group', { ...group, traits: { arr: 'a lot', name: 'Acme' } });
    expect(published[0]?.fields).toEqual({ name: 'Acme' });
    expect(answer.warnings).toMatchObject([{ field: 'traits.arr' }]);
  });

  test('with a date that does not exist is refused', async () => {
    expect(await post('group', { ...group, traits: { renewalAt: '2026-02-30' } })).toMatchObject({
      status: 400,
      answer: { error: { field: 'traits.renewalAt' } },
      published: [],
    });
  });
});

describe('an identify call', () => {
  test('writes the contact itself; the later word counts, and nothing travels', async () => {
    await post('identify', { ...identify, traits: { email: 'ann@acme.example', role: 'admin', phone: '1' } });
    await post('identify', {
      ...identify,
      timestamp: '2026-03-01T00:00:00Z',
      traits: { email: 'old@acme.example', name: 'Ann' },
    });
    expect(world.published).toEqual([]);
    const contact = await world.ports.contacts.find('acme', 'ann');
    expect(contact?.attributes).toMatchObject({
      email: { value: 'ann@acme.example' },
      name: { value: 'Ann' },
      role: { value: 'admin' },
    });
    expect(contact?.attributes).not.toHaveProperty('phone');
  });
});

describe('a batch', () => {
  test('is taken as its calls; those of types that are not used are passed over', async () => {
    const batch = [
      { type: 'track', ...track },
      { type: 'page', messageId: 'm9' },
      { type: 'group', ...group },
    ];
    const { status, published } = await post('batch', { batch });
    expect(status).toBe(200);
    expect(published.map(({ id }) => id)).toEqual(['segment:m1', 'segment:m2']);
  });

  test('reads times without an offset in the zone of their account, which a group call among them may say', async () => {
    const at = { timestamp: '2026-03-10T08:00:00' };
    const { published } = await post('batch', {
      batch: [
        { type: 'track', ...track, messageId: 'z1', context: { groupId: 'kyoto' }, ...at },
        { type: 'track', ...track, messageId: 'z2', context: { groupId: 'nowhere' }, ...at },
        { type: 'group', ...group, messageId: 'z3', groupId: 'kyoto', traits: { timezone: 'Asia/Tokyo' }, ...at },
        { type: 'track', ...track, messageId: 'z4', context: { groupId: 'kyoto' }, timestamp: '2026-03-10T08:00+0000' },
      ],
    });
    const times = Object.fromEntries(published.map(({ id, occurredAt }) => [id, occurredAt]));
    expect(times).toEqual({
      'segment:z1': '2026-03-09T23:00:00.000Z',
      'segment:z2': '2026-03-10T08:00:00.000Z',
      'segment:z3': '2026-03-09T23:00:00.000Z',
      'segment:z4': '2026-03-10T08:00:00.000Z',
    });
  });

  const bad = [
    ['without an id', { type: 'group', groupId: 'acme' }, 'messageId'],
    ['without an account or a user', { type: 'track', messageId: 'b1', event: 'Project Created' }, 'userId'],
    ['of Daymark itself', { type: 'track', ...track, messageId: 'b2', event: 'payment.failed' }, 'event'],
    [
      'of a date that does not exist',
      { type: 'group', ...group, messageId: 'b3', timestamp: '2026-02-30' },
      'timestamp',
    ],
    ['of an unknown type', { ...track, messageId: 'b4', type: 'dance' }, 'type'],
    [
      'larger than 32 KB',
      { type: 'track', ...track, messageId: 'b5', properties: { x: '€'.repeat(11_000) } },
      undefined,
    ],
    ['that is no object', 'track', undefined],
    ['that is nothing', null, undefined],
  ] as const;

  test.each(bad)('is not lost for one %s, which is named, kept and told', async (_, call, field) => {
    const { alarms, ports } = world;
    alarms.length = 0;
    const before = (await ports.refusals.all()).length;
    const batch = [{ type: 'track', ...track }, call, { type: 'group', ...group }];
    for (const _again of [1, 2]) {
      const { status, answer, published } = await post('batch', { batch });
      expect(status).toBe(200);
      expect(answer).toEqual({ success: true, failed: [expect.objectContaining({ index: 1 })] });
      expect(answer.failed[0].field).toBe(field);
      expect(answer.failed[0].message).toMatch(field ? `${field}: ` : /^The (call is larger|body must be)/);
      expect(published.map(({ id }) => id)).toEqual(['segment:m1', 'segment:m2']);
    }
    expect(alarms[0]).toMatchObject({ alarm: 'calls-refused', calls: 1 });
    const kept = await ports.refusals.all();
    expect(kept.length).toBe(before + 1);
    expect(kept).toContainEqual(expect.objectContaining({ message: expect.any(String), receivedAt: now }));
  });

  test('keeps nothing personal of a call that it can not use, and nothing at all for longer than a month', async () => {
    const call = {
      type: 'identify',
      ...identify,
      messageId: 'b9',
      timestamp: 'soon',
      traits: { email: 'ann@acme.example' },
    };
    await post('batch', { batch: [call] });
    expect(JSON.stringify(await world.ports.refusals.all())).not.toContain('@');
    world.later(31 * 86_400);
    expect(await world.ports.refusals.all()).toEqual([]);
    world.later(-31 * 86_400);
  });

  test('may be a single call', async () => {
    expect((await post('batch', { type: 'track', ...track })).published).toHaveLength(1);
  });

  test.each([[{}], [{ batch: {} }], [{ batch: 'x' }], [[]], [1], [null]])('that is none is refused: %j', async body => {
    expect(await post('batch', body)).toMatchObject({ status: 400, published: [] });
  });
});

describe('a request that is refused', () => {
  test.each([
    ['no messageId', 'track', { ...track, messageId: undefined }, 'messageId'],
    ['nobody', 'track', { ...track, context: {}, userId: undefined }, 'userId'],
    ['no event', 'track', { ...track, event: undefined }, 'event'],
    ['no user', 'identify', { ...identify, userId: undefined }, 'userId'],
    ['an impossible time', 'group', { ...group, timestamp: '2026-02-30T00:00:00Z' }, 'timestamp'],
    ['another type', 'track', { ...track, type: 'group' }, 'type'],
  ])('for %s names the field', async (_, kind, body, field) => {
    expect(await post(kind, body)).toMatchObject({
      status: 400,
      answer: { error: { code: 'invalid_request', field, message: expect.any(String) } },
      published: [],
    });
  });

  test('for a wrong key, a body that is no JSON, a body that is too large, or a route that is none says so', async () => {
    expect(await post('track', track, { headers: { authorization: basic('nope') } })).toMatchObject({ status: 401 });
    expect(await post('track', track, { headers: {} })).toMatchObject({
      status: 401,
      answer: { error: { code: 'unauthorized' } },
    });
    expect(await post('track', track, { body: '{' })).toMatchObject({
      status: 400,
      answer: { error: { code: 'invalid_json' } },
    });
    expect(await post('track', { ...track, properties: { x: 'y'.repeat(32_768) } })).toMatchObject({ status: 413 });
    expect(await post('dance', track)).toMatchObject({ status: 404 });
  });
});

test('a body may begin with a byte order mark', async () => {
  expect(await post('track', track, { body: `\uFEFF${JSON.stringify(track)}` })).toMatchObject({ status: 200 });
});

describe('a body that was packed', () => {
  const text = JSON.stringify(track);
  const packers = {
    gzip: gzipSync,
    'x-gzip': gzipSync,
    GZIP: gzipSync,
    br: brotliCompressSync,
    deflate: deflateSync,
    'deflate ': deflateRawSync,
    identity: (body: string) => Buffer.from(body),
  };
  const packed = (encoding: string, body: Buffer) => ({
    headers: {
      authorization: basic('key-1'),
      'content-encoding': encoding,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: body.toString('base64'),
    isBase64Encoded: true,
  });

  test.each(Object.entries(packers))('by %s is read, whatever its content type says', async (encoding, pack) => {
    const { status, published } = await post('track', undefined, packed(encoding, pack(text)));
    expect([status, published.length]).toEqual([200, 1]);
  });

  test.each(Object.entries(packers))('by %s holds no more than 500 KB', async (encoding, pack) => {
    const bomb = pack(JSON.stringify({ batch: [], x: ' '.repeat(5_000_000) }));
    expect(await post('batch', undefined, packed(encoding, bomb))).toMatchObject({
      status: 413,
      answer: { error: { code: 'body_too_large' } },
    });
  });

  test.each([
    ['gzip', Buffer.from(text), 400],
    ['gzip', gzipSync(text).subarray(0, 40), 400],
    ['br', gzipSync(text), 400],
    ['deflate', Buffer.alloc(0), 400],
    ['zip', Buffer.from(text), 415],
    ['constructor', Buffer.from(text), 415],
  ])('by %s and can not be unpacked is refused', async (encoding, body, status) => {
    expect(await post('track', undefined, packed(encoding, body))).toMatchObject({ status });
  });
});

test('a body that came in base64 is read', async () => {
  const body = Buffer.from(JSON.stringify(track)).toString('base64');
  expect(await post('track', undefined, { body, isBase64Encoded: true })).toMatchObject({ status: 200 });
});
