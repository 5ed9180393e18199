import { describe, expect, it } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import { aContact, aHealthRecord, anEvent } from '../conformance/records.ts';
import { testStore } from '../support/stored.ts';
import { taskWorld } from '../support/task-world.ts';
import { aTask } from '../support/tasks.ts';
import { anActiveEnrollment, now, someProfile } from '../support/touch.ts';

const store = testStore();
let count = 0;

const someAccount = async (...changes: Change[]) => {
  const world = await taskWorld(store, `account-${++count}`);
  world.team.push({ id: 'maya', email: 'maya@example.com', name: 'Maya' });
  const { account } = world;
  const profile = someProfile(
    {
      name: 'Acme',
      arr: 24_000,
      owner: 'maya',
      seats: 10,
      renewalAt: '2026-04-09',
      plan: 'team',
      timezone: 'Europe/Berlin',
    },
    { account },
  );
  await world.given([{ kind: 'profile', profile }, ...changes]);
  return { ...world, read: () => world.ask('maya', 'GET', `/v1/accounts/${account}`) };
};

describe('the page of an account', () => {
  it('says who it is and how it stands, in words', async () => {
    const { read, account, given } = await someAccount();
    await given([
      ...[1, 8].map(day => ({ kind: 'health' as const, record: { ...aHealthRecord(account, day, 60), account } })),
      { kind: 'task', task: aTask({ account, id: `t-${account}`, owner: 'maya' }) },
    ]);
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'Acme',
      arr: { amount: 24_000, text: '$24,000' },
      plan: 'Team',
      owner: { id: 'maya', name: 'Maya' },
      renewal: { date: '2026-04-09', days: 30 },
      seats: { bought: 10 },
      tasks: [{ title: expect.any(String), owner: { name: 'Maya' }, breached: false }],
    });
    expect((body.health as { trend: unknown[] }).trend).toHaveLength(2);
  });

  it('shows what proves that somebody wants a topic that is confirmed', async () => {
    const at = '2026-03-01T09:00:00.000Z';
    const asked = { at, evidence: 'segment:m1', from: 'https://tidewater.example/news', policyVersion: 'v1' };
    const { read } = await someAccount({
      kind: 'contact',
      contact: aContact('ada', { choices: { news: { form: { status: 'in', at } } }, consents: { news: { asked } } }),
    });
    const [ada] = (await read()).body.people as { topics: unknown[] }[];
    expect(ada?.topics).toContainEqual(expect.objectContaining({ id: 'news', asked }));
  });

  it('lists its people with what they want, whether mail arrives, and who left last', async () => {
    const at = '2026-03-01T09:00:00.000Z';
    const word = (value: string) => ({ value, at });
    const { read } = await someAccount(
      {
        kind: 'contact',
        contact: aContact('ada', {
          attributes: { name: word('Ada Lovelace'), email: word('ada@example.com'), role: word('admin') },
          choices: { news: { link: { status: 'out', at } } },
        }),
      },
      {
        kind: 'contact',
        contact: aContact('bob', {
          removedAt: at,
          attributes: { name: { value: 'Bob', at: '2026-02-01T09:00:00.000Z' } },
          suppression: { email: 'bob@example.com', reason: 'bounced', classes: ['lifecycle'], at },
        }),
      },
      { kind: 'mark', event: anEvent('acme', 'm1', { user: 'ada', occurredAt: '2026-03-09T08:00:00.000Z' }) },
    );
    expect((await read()).body.people).toEqual([
      expect.objectContaining({
        name: 'Ada Lovelace',
        role: 'admin',
        lastActive: '2026-03-09T08:00:00.000Z',
        topics: [
          { id: 'product-guidance', title: 'Product guidance', state: 'on' },
          { id: 'news', title: 'News', state: 'off' },
        ],
      }),
      expect.objectContaining({ name: 'Bob', removedAt: at, suppressed: { reason: 'bounced', at } }),
    ]);
  });

  it('names 200 of its people, those who were active last, and says of how many', async () => {
    const { read, given } = await someAccount();
    for (const page of [0, 90, 180])
      await given(
        Array.from({ length: 90 }, (_, n): Change => ({ kind: 'contact', contact: aContact(`person-${page + n}`) })),
      );
    await given([{ kind: 'mark', event: anEvent('acme', 'm1', { user: 'person-269' }) }]);
    const { people, peopleCount } = (await read()).body as { people: { id: string }[]; peopleCount: number };
    expect([people.length, people[0]?.id, peopleCount]).toEqual([200, 'person-269', 270]);
  });

  it('counts each key feature by complete weeks of the account, the oldest first', async () => {
    const event = (id: string, occurredAt: string): Change => ({
      kind: 'mark',
      event: anEvent('acme', id, { name: 'Project Created', occurredAt }),
    });
    // 2026-03-10 is a Tuesday: the week that began on Monday is not complete.
    const { read } = await someAccount(
      event('a', '2026-03-09T10:00:00.000Z'),
      event('b', '2026-03-08T22:30:00.000Z'),
      event('c', '2026-03-08T23:30:00.000Z'),
      event('d', '2026-02-24T10:00:00.000Z'),
    );
    expect((await read()).body.usage).toEqual([
      {
        ...{ feature: 'projects', event: 'Project Created', title: 'Projects' },
        ...{ weeks: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1], total: 2, recently: 0.5 },
      },
    ]);
  });

  it('shows the journeys that it is in before those that it left, and says which it cannot look ahead in', async () => {
    const { read, account } = await someAccount(
      ...[
        anActiveEnrollment({ id: 'old', status: 'exited', exitReason: 'subscription.canceled', endedAt: now }),
        anActiveEnrollment({ id: 'in', version: 'former' }),
      ].map((enrollment): Change => ({ kind: 'enroll', enrollment })),
    );
    const { body } = await read();
    expect(account).toBeDefined();
    expect(body.journeys).toMatchObject([
      { id: 'onboarding', name: 'Onboarding', enrollment: 'in', state: 'in', heldOut: false },
      { enrollment: 'old', state: 'exited', because: 'Subscription canceled' },
    ]);
    expect(body.ahead).toMatchObject({ acts: [], unknown: [{ id: 'onboarding', name: 'Onboarding' }] });
  });

  it('is not there for an account that nobody knows, nor for somebody without a role', async () => {
    const world = await someAccount();
    expect((await world.ask('maya', 'GET', '/v1/accounts/nobody')).status).toBe(404);
    expect((await world.ask('stranger', 'GET', `/v1/accounts/${world.account}`)).status).toBe(403);
  });
});
