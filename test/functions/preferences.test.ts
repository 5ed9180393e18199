import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Contact } from '../../engine/account/account.ts';
import { isOut } from '../../engine/account/consent.ts';
import { consentToken } from '../../engine/contacts/consent-token.ts';
import { unsubscribeToken } from '../../engine/contacts/unsubscribe-token.ts';
import { createHandler } from '../../functions/preferences.ts';
import { startGateway } from '../support/gateway.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { somebody, someProfile } from '../support/touch.ts';

const store = testStore();
let world: RouteWorld;
let gateway: Awaited<ReturnType<typeof startGateway>>;
let count = 0;

beforeAll(async () => {
  gateway = await startGateway(
    { preferences: (event, context) => createHandler(world.ports)(event, context) },
    () => '2026-03-10T09:00:00.000Z',
  );
});
afterAll(async () => {
  await gateway.stop();
});

beforeEach(async () => {
  world = routeWorld(store, `acme ${++count}`, []);
  await world.given([
    { kind: 'profile', profile: someProfile({ name: 'Acme' }, { account: world.account }) },
    { kind: 'contact', contact: somebody('ada') },
  ]);
});

const path = (topic: string, contact = 'ada', secret = 'secret'): string =>
  `/u/${unsubscribeToken({ account: world.account, contact, topic, delivery: 'd1' }, secret)}`;
const ada = async (): Promise<Contact> => (await world.ports.contacts.find(world.account, 'ada')) ?? somebody('?');
const isOutOf = async (topic: string): Promise<boolean> => isOut((await ada()).choices, topic);
const get = (to: string, headers: Record<string, string> = {}) => fetch(gateway.url + to, { headers });
const post = (to: string, form: Record<string, string> | [string, string][]) =>
  fetch(gateway.url + to, { method: 'POST', body: new URLSearchParams(form) });
const oneClick = { 'List-Unsubscribe': 'One-Click' };

describe('looking at the page', () => {
  test('changes nothing, whoever fetches the link and how often', async () => {
    const before = await ada();
    for (let times = 0; times < 3; times++) expect((await get(path('product-guidance'))).status).toBe(200);
    await fetch(gateway.url + path('product-guidance'), { method: 'HEAD' });
    expect(await ada()).toEqual(before);
    expect(world.published).toEqual([]);
  });

  test('shows every topic, and offers to stop the one of the mail', async () => {
    const page = await (await get(path('product-guidance'))).text();
    expect(page).toContain('Product guidance');
    expect(page).toContain('What is new.');
    expect(page).toContain('Unsubscribe from “Product guidance”');
    expect(await (await get(path('*'))).text()).not.toContain('value="without"');
  });

  test('is in the language of the contact, else of the account', async () => {
    await world.given([
      {
        kind: 'contact',
        contact: somebody('ada', { locale: 'de-AT' }, { revision: 2 }),
      },
    ]);
    const page = await (await get(path('*'))).text();
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('Tipps zum Produkt');
  });

  test('leaves no trace, runs nothing and fetches nothing', async () => {
    const { headers } = await get(path('*'));
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    );
  });

  test('shows no address and no name of anybody', async () => {
    expect(await (await get(path('*'))).text()).not.toMatch(/ada@|Lovelace/);
  });
});

describe('one click in a mail program', () => {
  test('stops the topic of the mail, answers nothing, and may be repeated', async () => {
    for (let times = 0; times < 2; times++) {
      const answer = await post(path('product-guidance'), oneClick);
      expect([answer.status, await answer.text()]).toEqual([200, '']);
      world.later(60);
    }
    expect([await isOutOf('product-guidance'), await isOutOf('*')]).toEqual([true, false]);
    expect(await world.ports.contacts.consents(world.account, 'ada')).toMatchObject([
      { topic: 'product-guidance', status: 'out', source: 'link', evidence: 'd1', policyVersion: 'v1' },
    ]);
  });

  test('may come as multipart, too', async () => {
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(gateway.url + path('news'), { method: 'POST', body })).status).toBe(200);
    expect(await isOutOf('news')).toBe(true);
  });

  test('with a link of all topics stops them all', async () => {
    await post(path('*'), oneClick);
    expect(await isOutOf('*')).toBe(true);
  });

  test('tells journeys once, with ids only', async () => {
    await post(path('news'), oneClick);
    await post(path('news'), oneClick);
    expect(world.published).toMatchObject([
      { name: 'contact.unsubscribed', user: 'ada', fields: { topic: 'news', role: 'admin' } },
    ]);
    expect(JSON.stringify(world.published)).not.toContain('@');
  });

  test('works with a secret that was replaced since', async () => {
    world.ports.settings.tokenSecrets = ['new secret', 'secret'];
    expect((await post(path('news'), oneClick)).status).toBe(200);
  });
});

describe('the form of the page', () => {
  test('saves the topics that are ticked, and shows them so', async () => {
    const page = await (
      await post(path('*'), [
        ['choice', 'only'],
        ['topic', 'news'],
      ])
    ).text();
    expect(page).toContain('role="status"');
    expect(page).toMatch(/value="news" checked/);
    expect(page).not.toMatch(/value="product-guidance" checked/);
    expect([await isOutOf('product-guidance'), await isOutOf('news')]).toEqual([true, false]);
  });

  test('takes back what a link said before', async () => {
    await post(path('*'), { choice: 'none' });
    world.later(60);
    await post(path('*'), [
      ['choice', 'only'],
      ['topic', 'news'],
    ]);
    expect([await isOutOf('*'), await isOutOf('news')]).toEqual([false, false]);
  });

  test('does not take back what was said elsewhere', async () => {
    const choices = { news: { import: { status: 'out', at: '2026-03-01T00:00:00.000Z' } } } as const;
    await world.given([{ kind: 'contact', contact: somebody('ada', {}, { choices, revision: 2 }) }]);
    const page = await (
      await post(path('*'), [
        ['choice', 'only'],
        ['topic', 'news'],
        ['topic', 'product-guidance'],
      ])
    ).text();
    expect(await isOutOf('news')).toBe(true);
    expect(page).toMatch(/value="news" disabled/);
  });

  test('of the one topic of the mail leaves the others', async () => {
    await post(path('news'), { choice: 'without' });
    expect([await isOutOf('news'), await isOutOf('product-guidance')]).toEqual([true, false]);
  });

  test('that asks for nothing known is refused', async () => {
    const answer = await post(path('*'), { choice: 'everything' });
    expect(answer.status).toBe(400);
    expect(await isOutOf('*')).toBe(false);
  });
});

describe('a link that is none of ours', () => {
  const strange: Record<string, () => string> = {
    'of another secret': () => path('*', 'ada', 'another'),
    'of somebody unknown': () => path('*', 'bob'),
    'cut off': () => path('*').slice(0, -4),
    'made up': () => '/u/x',
    'with a topic exchanged': () => `/u/${path('*').slice(3).split('.')[0]}.${path('news').split('.')[1]}`,
  };
  test.each(Object.entries(strange))('%s answers as if there was nothing', async (_, to) => {
    for (const answer of [await get(to(), { 'accept-language': 'de-DE,de;q=0.9' }), await post(to(), oneClick)]) {
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('help@tidewater.example');
    }
    expect((await ada()).choices).toEqual({});
  });
});

describe('the link of a confirmation mail', () => {
  const askedAt = '2026-03-10T08:00:00.000Z';
  const link = () => `/u/${consentToken({ account: world.account, contact: 'ada', topic: 'news', askedAt }, 'secret')}`;
  beforeEach(() =>
    world.given([
      {
        kind: 'contact',
        contact: somebody('ada', {}, { revision: 2, choices: { news: { form: { status: 'in', at: askedAt } } } }),
      },
    ]),
  );

  test('confirms by its button alone, and says from where', async () => {
    const before = await ada();
    for (const look of [() => get(link()), () => post(link(), { choice: 'none' }), () => post(link(), oneClick)]) {
      expect(await (await look()).text()).toContain('value="confirm"');
      expect(await ada()).toEqual(before);
    }
    expect(await (await post(link(), { choice: 'confirm' })).text()).toContain('You get “News”');
    expect((await ada()).consents?.news?.confirmed).toMatchObject({ from: '127.0.0.1', policyVersion: 'v1' });
    const confirmed = await ada();
    expect(await (await post(link(), { choice: 'confirm' })).text()).toContain('You get “News”');
    expect(await ada()).toEqual(confirmed);
  });

  test('is the only one that does', async () => {
    expect((await post(path('news'), { choice: 'confirm' })).status).toBe(400);
    expect((await ada()).consents).toBeUndefined();
  });
});
