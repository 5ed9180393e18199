import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { surveyToken } from '../../engine/contacts/survey-token.ts';
import { unsubscribeToken } from '../../engine/contacts/unsubscribe-token.ts';
import type { SurveyKind } from '../../engine/definition/prompt-look.ts';
import { createHandler } from '../../functions/survey.ts';
import { catalog } from '../../journeys/catalog.ts';
import { aDelivery } from '../conformance/records.ts';
import { startGateway } from '../support/gateway.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { somebody } from '../support/touch.ts';

const store = testStore();
let world: RouteWorld;
let gateway: Awaited<ReturnType<typeof startGateway>>;
let count = 0;

beforeAll(async () => {
  gateway = await startGateway(
    { survey: (event, context) => createHandler(world.ports)(event, context) },
    () => '2026-03-10T09:00:00.000Z',
  );
});
afterAll(async () => {
  await gateway.stop();
});

beforeEach(async () => {
  world = routeWorld(store, `acme ${++count}`, []);
  await world.given([
    { kind: 'contact', contact: somebody('ada') },
    { kind: 'claim', delivery: aDelivery(world.account, 'd1') },
  ]);
});

const path = (
  survey: SurveyKind = 'nps',
  more: { contact?: string; delivery?: string; secret?: string } = {},
): string => {
  const { contact = 'ada', delivery = 'd1', secret = 'secret' } = more;
  return `/s/${surveyToken({ account: world.account, contact, delivery, survey }, secret)}`;
};
const get = async (to: string): Promise<[number, string]> => {
  const answer = await fetch(gateway.url + to);
  return [answer.status, await answer.text()];
};
const post = async (to: string, form: Record<string, string>): Promise<[number, string]> => {
  const answer = await fetch(gateway.url + to, { method: 'POST', body: new URLSearchParams(form) });
  return [answer.status, await answer.text()];
};

test('following every link of the mail answers nothing, and shows the number to confirm', async () => {
  for (let score = 0; score <= 10; score++) {
    const [status, page] = await get(`${path()}?score=${score}`);
    expect(status).toBe(200);
    expect(page).toContain(`value="${score}" required checked`);
  }
  expect(world.published).toEqual([]);
});

test('sending the form tells the score once; the first answer counts, and the page thanks', async () => {
  expect((await post(path(), { score: '9' }))[1]).toContain('Thank you');
  expect((await post(path(), { score: '2' }))[1]).toContain('Thank you');
  expect((await get(path()))[1]).toContain('Thank you');
  expect(world.published).toMatchObject([
    { id: 'survey:d1', name: 'Survey Responded', user: 'ada', fields: { survey: 'nps', score: 9 } },
  ]);
});

test('a score outside of the scale is no answer', async () => {
  for (const score of ['11', '-1', '9.5', '', 'ten']) {
    const [status, page] = await post(path(), { score });
    expect(status).toBe(400);
    expect(page).toContain('role="alert"');
  }
  expect((await post(path('csat'), { score: '0' }))[0]).toBe(400);
  expect((await post(path('ces'), { score: '7' }))[0]).toBe(200);
  expect(world.published).toHaveLength(1);
});

test('a link that is none of ours answers as if there was nothing', async () => {
  const unsubscribe = unsubscribeToken(
    { account: world.account, contact: 'ada', topic: 'nps', delivery: 'd1' },
    'secret',
  );
  const strange = [
    path('nps', { secret: 'another' }),
    path('nps', { contact: 'bob' }),
    path('nps', { delivery: 'd2' }),
    `/s/${unsubscribe}`,
    '/s/x',
  ];
  for (const link of strange) {
    expect((await get(link))[0]).toBe(404);
    expect((await post(link, { score: '9' }))[0]).toBe(404);
  }
  expect(world.published).toEqual([]);
});

test('words that come with the score are kept apart from its event, the topic goes with it', async () => {
  world.ports.build.catalog = async () => catalog.data;
  expect((await get(path('csat')))[1]).toMatch(
    /<option value="bugs">Something is broken<\/option>[\s\S]*<textarea name="comment"/,
  );
  await post(path('csat'), { score: '2', topic: 'bugs', comment: ' It breaks. ' });

  expect(world.published.map(({ fields }) => fields)).toEqual([{ survey: 'csat', score: 2, topic: 'bugs' }]);
  expect(await world.ports.answers.ofAccount(world.account, '')).toMatchObject([
    { id: 'survey:d1', user: 'ada', survey: 'csat', score: 2, topic: 'bugs', comment: 'It breaks.' },
  ]);
});

test('a business that asks for no words is given none, and keeps none', async () => {
  expect((await get(path()))[1]).not.toContain('textarea');
  await post(path(), { score: '2', topic: 'bugs', comment: 'It breaks.' });
  expect(world.published.map(({ fields }) => fields)).toEqual([{ survey: 'nps', score: 2 }]);
  expect(await world.ports.answers.ofAccount(world.account, '')).toEqual([]);
});
