import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicRoutes } from '../../engine/access/public-routes.ts';
import { longestIds } from '../../engine/kernel/read-id.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { type TaskWorld, taskWorld } from '../support/task-world.ts';
import { someProfile } from '../support/touch.ts';

let table: TestTable;
let world: TaskWorld;
let token: string;
beforeAll(async () => {
  table = await startTestTable();
  world = await taskWorld(table, 'acme');
  world.team.push({ id: 'ruth', email: 'ruth@example.com', name: 'Ruth' });
  world.team.push({ id: 'maya', email: 'maya@example.com', name: 'Maya', lead: 'ruth' });
  await world.given([{ kind: 'profile', profile: someProfile({ plan: 'pro' }) }]);
  token = await world.tokenOf('ruth', ['marketer', 'admin']);
});
afterAll(() => table.stop());

let key = 0;
const ask = (method: 'GET' | 'POST', url: string, body?: object) =>
  world.askWith(token, method, url, body, method === 'POST' ? { 'idempotency-key': `k${++key}` } : {});

const long = longestIds.user + 1;
const tooLong = ['x'.repeat(long), '株'.repeat(86), 'x'.repeat(2_100), 'x'.repeat(7_000)];
const odd = ['__proto__', 'constructor', 'toString', 'a\u0000b', '\u001b[31m', '%', '..', '#', ' '];

/** What a person of the team asks for by an id. */
const asked = publicRoutes.filter(({ auth, path }) => /^(?:person|csm)$/.test(auth) && path.includes('{'));

test.each(asked.map(({ method, path }) => [method as 'GET' | 'POST', path] as const))(
  '%s %s: there is nothing under an id that nothing can have',
  async (method, path) => {
    const by = (id: string) => ask(method, path.replace(/\{\w+\}/, encodeURIComponent(id)), bodies[path]);
    for (const id of tooLong) expect([id, (await by(id)).status]).toEqual([id, 404]);
    // A page of lines is empty, or there is none.
    const nothing = method === 'GET' && /\/(?:audit|notes)$/.test(path) ? [200, 404] : [400, 404];
    for (const id of odd) expect(nothing).toContain((await by(id)).status);
  },
);

const bodies: Readonly<Record<string, object>> = {
  '/v1/accounts/{id}/notes': { text: 'Call them.' },
  '/v1/accounts/{id}/goals': { does: 'add', title: 'Live' },
  '/v1/accounts/{id}/stop': { journey: 'onboarding', reason: 'other' },
  '/v1/accounts/{id}/leave-out': { enrollment: 'e1', step: 'welcome', reason: 'other' },
  '/v1/messages/{template}/test': { to: 'ruth@example.com' },
  '/v1/tasks/{id}/resolve': { outcome: 'plan_agreed' },
  '/v1/tasks/{id}/snooze': { until: '2026-04-01T09:00:00Z' },
  '/v1/tasks/{id}/reassign': { owner: 'maya' },
};

test.each(['about', 'task'])('a note is about no %s that nobody can have', async field => {
  for (const id of [...tooLong, ...odd]) {
    const { status, body } = await ask('POST', '/v1/accounts/acme/notes', { text: 'Call them.', [field]: id });
    expect([id, status, body.error]).toEqual([id, 400, expect.objectContaining({ field })]);
  }
});

test.each(['segment', 'owner', 'plan', 'stage', 'touchModel', 'journey', 'search'])(
  'no account is listed by a %s of any name, and no list fails',
  async filter => {
    for (const name of odd) {
      const { status, body } = await ask('GET', `/v1/accounts?${filter}=${encodeURIComponent(name)}`);
      expect([name, status, body.found]).toEqual([name, 200, 0]);
    }
  },
);

test('why answers of no account that cannot be', async () => {
  for (const id of [...tooLong, ...odd])
    expect([id, (await ask('GET', `/v1/why?account=${encodeURIComponent(id)}`)).status]).toEqual([id, 404]);
});
