import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Prompt } from '../../engine/account/prompt.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { catalog } from '../../journeys/catalog.ts';
import { aPrompt, march } from '../conformance/records.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { type PromptWorld, person, promptWorld, signer } from '../support/prompt-world.ts';
import { anActiveEnrollment, someProfile } from '../support/touch.ts';
import { aTemplate } from '../support/touch-world.ts';

let table: TestTable;
let count = 0;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

/** An account with one person, one enrollment, and its prompts. */
const someWorld = async (
  prompts: (Partial<Prompt> & { id: string })[],
  { attributes = { name: 'Acme' } as Record<string, string>, ada = {} as Record<string, string> } = {},
): Promise<PromptWorld> => {
  const account = `acme-${++count}`;
  const world = promptWorld(table, account);
  await world.given([
    { kind: 'profile', profile: someProfile(attributes, { account }) },
    { kind: 'enroll', enrollment: anActiveEnrollment({ account, id: 'e1' }) },
    person('ada', { name: 'Ada Lovelace', role: 'admin', ...ada }),
    ...prompts.map(({ id, ...more }) => ({ kind: 'prompt', prompt: aPrompt(account, id, more) }) as const),
  ]);
  return world;
};

const report = (id: string, promptId: string, type = 'seen', more: object = {}) => ({
  id,
  promptId,
  type,
  at: march(10),
  ...more,
});

describe('a page that asks for prompts', () => {
  it('gets them in the language of its reader, with what is theirs', async () => {
    const world = await someWorld([{ id: 'p1' }], { ada: { locale: 'de-AT' } });
    const german = { id: 'tour', locale: 'de', subject: 'Hallo {{ contact.firstName }}' } as const;
    world.templates.set('h1/de-AT', { ...(world.templates.get('h1') ?? aTemplate()), ...german });

    expect(await world.shownTo('ada')).toMatchObject([
      { id: 'p1', key: 'tour', kind: 'card', title: 'Hallo Ada', body: 'Welcome to **Acme**\n', locale: 'de' },
    ]);
    expect(await world.shownTo('bea')).toMatchObject([{ title: 'Hello there', locale: 'en' }]);
  });

  it('gets names as text, whatever people call themselves and their company', async () => {
    const name = '[free](javascript:alert(1)) **<img src=x onerror=alert(1)>** https://evil.example';
    const world = await someWorld([{ id: 'p1' }], { attributes: { name }, ada: { name: `${name} X` } });
    const [shown] = await world.shownTo('ada');
    expect(shown?.body).toBe(
      'Welcome to **\\[free\\]\\(javascript:alert\\(1\\)\\) \\*\\*\\<img src=x onerror=alert\\(1\\)\\>\\*\\* evil.\u2060example**\n',
    );
  });

  it('is told when to come again, and keeps nothing in caches', async () => {
    const world = await someWorld([{ id: 'p1' }]);
    const headers = { authorization: `Bearer ${await world.token('ada')}` };
    const { status, headers: answered, body } = await world.ask('GET', '/v1/prompts', { headers });
    expect(status).toBe(200);
    expect(body).toMatchObject({ pollAfterSeconds: 120, serverTime: world.clock.at, etag: answered.etag });
    expect(answered).toMatchObject({ 'cache-control': 'private, no-store', vary: 'Origin' });
    expect(answered).not.toHaveProperty('set-cookie');
  });

  it('that asks for what is no page is refused', async () => {
    const world = await someWorld([]);
    const headers = { authorization: `Bearer ${await world.token('ada')}` };
    for (const limit of ['0', '99', '1.5', 'x'])
      expect(await world.ask('GET', `/v1/prompts?limit=${limit}`, { headers })).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid_request', field: 'limit', message: 'limit: must be a number from 1 to 10' } },
      });
  });

  it('reads one batch of three small items while nothing changed, and next to nothing where there is nothing', async () => {
    const world = await someWorld([{ id: 'p1' }]);
    const authorization = `Bearer ${await world.token('ada')}`;
    const poll = (etag = '') => world.ask('GET', '/v1/prompts', { headers: { authorization, 'if-none-match': etag } });
    const { headers } = await poll();
    table.roundTrips();
    expect(await poll(headers.etag)).toMatchObject({ status: 304, headers: { etag: headers.etag } });
    expect(await poll(`W/${headers.etag}`)).toMatchObject({ status: 304 });
    expect(table.roundTrips()).toEqual(['BatchGetItemCommand', 'BatchGetItemCommand']);

    const empty = await someWorld([]);
    table.roundTrips();
    expect(await empty.shownTo('ada')).toEqual([]);
    expect(table.roundTrips()).toEqual(['BatchGetItemCommand']);
  });

  it('learns at once what was written, and in time what only time changes', async () => {
    const world = await someWorld([{ id: 'p1', expiresAt: plusSeconds('2026-03-10T09:00:00.000Z', 90) }]);
    const poll = async (etag = '') =>
      world.ask('GET', '/v1/prompts', {
        headers: { authorization: `Bearer ${await world.token('ada')}`, 'if-none-match': etag },
      });
    const first = (await poll()).headers.etag;
    world.later(60);
    expect((await poll(first)).status).toBe(304);
    await world.report('ada', [report('1', 'p1')]);
    const second = await poll(first);
    expect(second).toMatchObject({ status: 200, body: { prompts: [{ id: 'p1', seenAt: expect.any(String) }] } });
    world.later(30);
    expect(await poll(second.headers.etag)).toMatchObject({ status: 200, body: { prompts: [] } });
    const later = await poll();
    world.later(299);
    expect((await poll(later.headers.etag)).status).toBe(304);
    world.later(1);
    expect((await poll(later.headers.etag)).status).toBe(200);
    expect((await poll(later.headers.etag?.replace(/\.\w+"/, '.zzzzzzzz"'))).status).toBe(200);
  });

  it('gets no prompt of an enrollment that was left, or that ended where the prompt has no date of its own', async () => {
    const world = await someWorld([{ id: 'open' }, { id: 'dated', expiresAt: march(20) }]);
    expect((await world.shownTo('ada')).map(({ id }) => id)).toEqual(['dated', 'open']);
    await world.given([{ kind: 'advance', enrollment: 'e1', step: 'last', at: march(10), ended: 'completed' }]);
    expect((await world.shownTo('ada')).map(({ id }) => id)).toEqual(['dated']);

    const left = await someWorld([{ id: 'dated', expiresAt: march(20) }]);
    await left.given([{ kind: 'exit', enrollment: 'e1', reason: 'paid', at: march(10) }]);
    expect(await left.shownTo('ada')).toEqual([]);
  });

  it('gets what its reader may see: the role of the contact, unless the token says another', async () => {
    const world = await someWorld([{ id: 'p1', audience: { roles: ['billing'] } }]);
    expect(await world.shownTo('ada')).toEqual([]);
    expect(await world.shownTo('ada', '', ['billing'])).toMatchObject([{ id: 'p1' }]);
    expect(await world.shownTo('bea')).toEqual([]);
  });

  it('still gets the others when one cannot be rendered for its reader', async () => {
    const world = await someWorld([{ id: 'p1' }, { id: 'p2', template: 'h2', key: 'odd' }]);
    world.templates.set('h2', { ...(world.templates.get('h1') ?? aTemplate()), subject: '{{ contact.phone }}' });
    expect((await world.shownTo('ada')).map(({ id }) => id)).toEqual(['p1']);
  });
});

describe('a token', () => {
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = (header: object, payload: object): string => {
    const text = `${encoded(header)}.${encoded(payload)}`;
    return `${text}.${createHmac('sha256', signer.secret).update(text).digest('base64url')}`;
  };

  it('that is missing, forged, foreign, expired, too long, or of nobody lets nobody in, and does not say why', async () => {
    const world = await someWorld([{ id: 'p1' }]);
    const good = { iss: 'app', aud: 'daymark', sub: 'ada', acct: 'x', exp: Date.parse(world.clock.at) / 1000 + 600 };
    const header = { alg: 'HS256', kid: 'k1' };
    expect((await world.ask('GET', '/v1/prompts', { headers: bearer(signed(header, good)) })).status).toBe(200);
    const bad = [
      '',
      'x.y.z',
      signed({ alg: 'none' }, good),
      signed({ ...header, alg: 'HS512' }, good),
      signed({ ...header, kid: 'k2' }, good),
      `${signed(header, good).slice(0, -3)}abc`,
      signed(header, { ...good, iss: 'evil' }),
      signed(header, { ...good, aud: 'csm' }),
      signed(header, { ...good, exp: good.exp - 700 }),
      signed(header, { ...good, exp: good.exp + 7200 }),
      signed(header, { ...good, exp: undefined }),
      signed(header, { ...good, sub: '' }),
      signed(header, { ...good, acct: undefined }),
      signed(header, { ...good, acct: '' }),
    ];
    const answers = await Promise.all(bad.map(token => world.ask('GET', '/v1/prompts', { headers: bearer(token) })));
    for (const { status } of answers) expect(status).toBe(401);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  it('is asked for where nobody configured one, too', async () => {
    const world = await someWorld([{ id: 'p1' }]);
    const headers = bearer(await world.token('ada'));
    world.ports.userTokens = undefined;
    expect((await world.ask('GET', '/v1/prompts', { headers })).status).toBe(401);
  });

  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
});

describe('a page that reports', () => {
  it('is told what counted, and journeys are told once', async () => {
    const world = await someWorld([{ id: 'p1' }]);
    const batch = [
      report('1', 'p1'),
      report('2', 'p1', 'clicked', { actionId: 'primary', path: '/home' }),
      report('3', 'p9', 'clicked', { actionId: 'primary' }),
    ];
    expect(await world.report('ada', batch)).toMatchObject({
      status: 202,
      body: { accepted: 2, duplicate: 0, unknown: 1 },
    });
    expect((await world.report('ada', batch)).body).toEqual({ accepted: 0, duplicate: 2, unknown: 1 });
    expect(world.published.map(({ name, user, fields }) => [name, user, fields.action])).toEqual([
      ['prompt.seen', 'ada', undefined],
      ['prompt.clicked', 'ada', 'primary'],
    ]);
    expect(await world.shownTo('ada')).toEqual([]);
    expect(await world.shownTo('bea')).toMatchObject([{ id: 'p1' }]);
  });

  it('without an offset reports times of its account', async () => {
    const world = await someWorld([{ id: 'p1' }], { attributes: { name: 'Acme', timezone: 'Asia/Tokyo' } });
    await world.report('ada', [report('1', 'p1', 'seen', { at: '2026-03-01T08:00' })]);
    expect(world.published.map(({ occurredAt }) => occurredAt)).toEqual(['2026-02-28T23:00:00.000Z']);
  });

  it('shows what is for a role that its token writes with a capital', async () => {
    const world = await someWorld([{ id: 'p1', audience: { roles: ['admin'] } }]);
    expect(await world.shownTo('bea', '?placement=home', [' Admin'])).toMatchObject([{ id: 'p1' }]);
    expect(await world.shownTo('bea', '?placement=home', ['viewer'])).toEqual([]);
  });

  it('may send a beacon, which can carry no header', async () => {
    const world = await someWorld([{ id: 'p1' }]);
    const headers = { 'content-type': 'text/plain;charset=UTF-8' };
    const body = { token: await world.token('ada'), events: [report('1', 'p1', 'dismissed')] };
    expect(await world.ask('POST', '/v1/prompts/events', { headers, body })).toMatchObject({
      status: 202,
      body: { accepted: 1 },
    });
    expect(await world.shownTo('ada')).toEqual([]);
  });

  it('keeps both of what two tabs report at once', async () => {
    const world = await someWorld([{ id: 'p1' }, { id: 'p2' }]);
    const answers = await Promise.all(
      ['p1', 'p2', 'p1', 'p2'].map((id, index) => world.report('ada', [report(`t${index}`, id, 'dismissed')])),
    );
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    const { reader } = await world.ports.prompts.reading(world.account, 'ada');
    expect(Object.keys(reader?.facts ?? {}).sort()).toEqual(['p1', 'p2']);
    expect(new Set(world.published.map(({ id }) => id)).size).toBe(2);
  });

  it('loses nothing when the process dies before it remembers', async () => {
    const world = await someWorld([{ id: 'p1' }]);
    const { commit } = world.ports.accounts;
    world.ports.accounts.commit = () => Promise.reject(new Error('the process died'));
    await expect(world.report('ada', [report('1', 'p1', 'dismissed')])).rejects.toThrow('the process died');
    world.ports.accounts.commit = commit;
    expect((await world.report('ada', [report('1', 'p1', 'dismissed')])).body).toMatchObject({ accepted: 1 });
    expect(new Set(world.published.map(({ id }) => id))).toEqual(new Set(['prompt:p1:ada:dismissed']));
  });

  it.each([
    [{ id: undefined }, 'events[0].id: is missing'],
    [{ id: '' }, 'events[0].id: must not be empty'],
    [{ promptId: 'x'.repeat(65) }, 'events[0].promptId: is longer than 64 characters'],
    [{ actionId: 'a\uDE00' }, 'events[0].actionId: holds half of a character'],
  ])('with %j is told what is wrong with it', async (wrong, message) => {
    const world = await someWorld([]);
    const body = { events: [{ ...report('1', 'p1'), ...wrong }] };
    expect((await world.ask('POST', '/v1/prompts/events', { body, headers: {} })).body.error).toMatchObject({
      message,
    });
  });

  it('in a wrong shape is told where it is wrong', async () => {
    const world = await someWorld([]);
    const refused = async (body: unknown) =>
      (await world.ask('POST', '/v1/prompts/events', { body, headers: {} })).body.error;
    expect(await refused('{')).toMatchObject({ code: 'invalid_json' });
    expect(await refused({ events: [] })).toMatchObject({ field: 'events' });
    expect(await refused({ events: [{ ...report('1', 'p1'), at: 'today' }] })).toMatchObject({ field: 'events[0].at' });
    expect(await refused({ events: [{ ...report('1', 'p1'), type: 'hovered' }] })).toMatchObject({
      field: 'events[0].type',
    });
    expect(await refused({ events: [report('1', 'p1')] })).toMatchObject({ code: 'unauthorized' });
  });

  it.each([
    ['no report', 7, 'events[1]'],
    ['null', null, 'events[1]'],
    ['without an id', { ...report('2', 'p1'), id: undefined }, 'events[1].id'],
    ['with a long id', report('x'.repeat(65), 'p1'), 'events[1].id'],
    ['with half of a character', report('\uD83D', 'p1'), 'events[1].id'],
    ['of another type', { ...report('2', 'p1'), type: 'hovered' }, 'events[1].type'],
    ['of no time', { ...report('2', 'p1'), at: 1_772_000_000 }, 'events[1].at'],
    ['with a score in words', { ...report('2', 'p1', 'answered'), score: 'nine' }, 'events[1].score'],
    ['of a click on nothing', { ...report('2', 'p1', 'clicked'), actionId: '' }, 'events[1].actionId'],
  ])('that can be read are taken beside one that is wrong: %s', async (_, wrong, field) => {
    const world = await someWorld([{ id: 'p1' }, { id: 'p2' }]);
    const headers = { authorization: `Bearer ${await world.token('ada')}` };
    const events = [report('1', 'p1', 'dismissed'), wrong, report('3', 'p2', 'dismissed')];
    const answer = await world.ask('POST', '/v1/prompts/events', { headers, body: { events } });
    expect(answer).toMatchObject({ status: 202, body: { accepted: 2, duplicate: 0, unknown: 0 } });
    expect(answer.body.failed).toEqual([{ index: 1, field, message: expect.stringContaining(field) }]);
    expect(await world.shownTo('ada')).toEqual([]);
  });
});

describe('a page of another origin', () => {
  it('is let in when it is listed, to read refusals too, and never with cookies', async () => {
    const world = await someWorld([]);
    const from = (origin: string) => ({ headers: { origin } });
    const preflight = await world.ask('OPTIONS', '/v1/prompts/events', from('https://app.example.com'));
    expect(preflight).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': 'https://app.example.com',
        'access-control-allow-headers': 'authorization, content-type, if-none-match, x-retry-count',
        vary: 'Origin',
      },
    });
    expect(preflight.headers).not.toHaveProperty('access-control-allow-credentials');
    expect(await world.ask('GET', '/v1/prompts', from('https://app.example.com'))).toMatchObject({
      status: 401,
      headers: { 'access-control-allow-origin': 'https://app.example.com' },
    });
    for (const origin of ['https://evil.example', 'null', 'https://app.example.com.evil.example']) {
      const { headers } = await world.ask('OPTIONS', '/v1/prompts', from(origin));
      expect(headers).toEqual({ vary: 'Origin' });
    }
  });
});

describe('an answer in words', () => {
  const answered = (id: string, more: object) => report(id, 'p1', 'answered', { score: 3, ...more });
  const ask = async (world: PromptWorld, ...events: object[]) =>
    world.ask('POST', '/v1/prompts/events', {
      headers: { authorization: `Bearer ${await world.token('ada')}` },
      body: JSON.stringify({ events }),
    });

  it('has its comment kept apart, and its topic with its event; the first counts', async () => {
    const world = await someWorld([{ id: 'p1', kind: 'survey', survey: 'nps' }]);
    world.ports.build.catalog = async () => catalog.data;
    await ask(world, answered('r1', { topic: 'price', comment: 'Too dear.' }));
    await ask(world, answered('r2', { topic: 'speed', comment: 'Too slow.' }));

    expect(world.published.map(({ fields }) => fields)).toEqual([{ survey: 'nps', score: 3, topic: 'price' }]);
    expect(JSON.stringify(world.published)).not.toContain('dear');
    expect(await world.ports.answers.ofAccount(world.account, '')).toMatchObject([
      { id: 'prompt:p1:ada:answered', user: 'ada', topic: 'price', comment: 'Too dear.' },
    ]);
  });

  it('is asked for in the language of the question, where the catalog has topics', async () => {
    const askedOf = async (topics: boolean, locale: string) => {
      const world = await someWorld([{ id: 'p1', kind: 'survey', survey: 'nps' }], { ada: { locale } });
      world.templates.set(`h1/${locale}`, aTemplate({ channel: 'prompt', text: 'One click.', locale }));
      world.templates.delete('h1');
      const { surveyTopics: _, ...others } = catalog.data;
      world.ports.build.catalog = async () => (topics ? catalog.data : others);
      const [shown] = await world.shownTo('ada');
      return shown?.survey;
    };
    expect(await askedOf(true, 'de')).toMatchObject({
      from: 0,
      words: { comment: 'In Ihren Worten (freiwillig)', topics: { price: 'Preis' }, send: 'Antwort senden' },
    });
    expect(await askedOf(true, 'en')).toMatchObject({ words: { topics: { bugs: 'Something is broken' } } });
    expect(await askedOf(false, 'en')).toEqual({ kind: 'nps', from: 0, to: 10 });
  });

  it('is an answer without words where no topics are asked for', async () => {
    const world = await someWorld([{ id: 'p1', kind: 'survey', survey: 'nps' }]);
    world.ports.build.catalog = async () => {
      const { surveyTopics: _, ...others } = catalog.data;
      return others;
    };
    await ask(world, answered('r1', { topic: 'price', comment: 'Too dear.' }));
    expect(world.published.map(({ fields }) => fields)).toEqual([{ survey: 'nps', score: 3 }]);
    expect(await world.ports.answers.ofAccount(world.account, '')).toEqual([]);
  });
});
