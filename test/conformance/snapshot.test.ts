import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayKey } from '../../engine/adapters/aws/table/keys.ts';
import { itemAt, itemsUnder } from '../../engine/adapters/aws/table/table.ts';
import type { AccountPorts } from '../../engine/ports/account-ports.ts';
import { startTestStore } from '../support/account-store.ts';
import type { TestTable } from '../support/dynamodb.ts';
import { park } from '../support/park.ts';
import { aContact, aDelivery, aLine, anEnrollment, anEvent, aProfile, aPrompt, aTask, march } from './records.ts';

let store: AccountPorts;
let table: TestTable;
beforeAll(async () => {
  ({ store, table } = await startTestStore(march(20)));
});
afterAll(() => table.stop());

test('an account that nobody wrote is empty', async () => {
  const { usage, ...state } = await store.accounts.snapshot('nobody');
  expect({ ...state, usage: [...usage] }).toEqual({
    account: 'nobody',
    contacts: [],
    enrollments: [],
    tasks: [],
    usage: [],
  });
});

test('one query returns all that was written, and nothing of other accounts', async () => {
  const profile = aProfile('acme', {
    attributes: {
      seats: { value: 5, at: march(1) },
      vip: { value: false, at: march(1) },
      plan: { value: null, at: march(1) },
    },
    terms: { renewalAt: '2027-01-01' },
    billing: { invoices: { in_1: { state: 'failing', amount: 1999, decline: 'soft', at: march(1) } }, declines: [] },
  });
  const contact = aContact('ünïcode|1', {
    choices: { tips: { link: { status: 'out', at: march(1) } } },
    recentSends: [{ delivery: 'd1', class: 'lifecycle', at: march(1) }],
  });
  const enrollment = anEnrollment('acme', 'onboarding-abc', { seen: { activated_done: march(1) } });
  const task = aTask('acme', 'risk.low-adoption.x');
  await store.accounts.commit('acme', [
    { kind: 'profile', profile },
    { kind: 'contact', contact },
    { kind: 'enroll', enrollment },
    { kind: 'task', task },
    { kind: 'mark', event: anEvent('acme', 'm1') },
    { kind: 'line', line: aLine('acme') },
    { kind: 'prompt', prompt: aPrompt('acme', 'p1') },
    { kind: 'claim', delivery: aDelivery('acme', 'd1') },
    { kind: 'waiting', event: anEvent('acme', 'w1') },
  ]);
  await store.accounts.commit('acme2', [{ kind: 'profile', profile: aProfile('acme2') }]);
  table.roundTrips();

  const { usage, ...state } = await store.accounts.snapshot('acme');

  expect({ ...state, usage: [...usage] }).toEqual({
    account: 'acme',
    profile,
    contacts: [contact],
    enrollments: [enrollment],
    tasks: [task],
    usage: [],
  });
  expect(table.roundTrips()).toEqual(['QueryCommand']);
});

test('undefined is never stored', async () => {
  const profile = { ...aProfile('undefined'), paused: undefined } as unknown as ReturnType<typeof aProfile>;

  await store.accounts.commit('undefined', [{ kind: 'profile', profile }]);

  expect(Object.keys((await store.accounts.snapshot('undefined')).profile ?? {})).not.toContain('paused');
});

test('usage reaches back to the instant that was asked for, in order of time', async () => {
  const days = [1, 3, 4, 5];
  for (const day of [...days].reverse()) {
    await store.accounts.commit('usage', [
      { kind: 'mark', event: anEvent('usage', `m${day}`, { occurredAt: march(day, 10) }) },
    ]);
  }

  const since = async (at: string) =>
    [...(await store.accounts.snapshot('usage', { usageSince: at })).usage].map(mark => mark.id);

  expect(await since('1970-01-01T00:00:00.000Z')).toEqual(['segment:m1', 'segment:m3', 'segment:m4', 'segment:m5']);
  expect(await since(march(3, 10))).toEqual(['segment:m3', 'segment:m4', 'segment:m5']);
  expect(await since(march(3, 11))).toEqual(['segment:m4', 'segment:m5']);
  expect([...(await store.accounts.snapshot('usage')).usage]).toEqual([]);
});

test('usage keeps names and users that hold the separator', async () => {
  const event = anEvent('bars', 'a|b', { name: '50% | more', user: 'auth0|5f', fields: {} });

  await store.accounts.commit('bars', [{ kind: 'mark', event }]);

  expect([...(await store.accounts.snapshot('bars', { usageSince: march(1) })).usage]).toEqual([
    { at: march(2), event: '50% | more', user: 'auth0|5f', id: 'segment:a|b' },
  ]);
});

test('usage keeps what an event said, but null, whatever its characters and its order', async () => {
  const event = anEvent('fields', 'a|b', {
    name: 'Survey | Responded',
    fields: { score: 9, why: '100% | {"ü"}', no: null },
  });
  const sameEvent = { ...event, fields: { why: '100% | {"ü"}', score: 9 } };

  await store.accounts.commit('fields', [{ kind: 'mark', event }]);
  await store.accounts.commit('fields', [{ kind: 'mark', event: sameEvent }]);

  expect([...(await store.accounts.snapshot('fields', { usageSince: march(1) })).usage]).toEqual([
    {
      at: march(2),
      event: 'Survey | Responded',
      user: 'u1',
      id: 'segment:a|b',
      fields: { score: 9, why: '100% | {"ü"}' },
    },
  ]);
  expect((await itemAt(table, dayKey('fields', event)))?.marks).toHaveProperty('size', 1);
});

test('a mark without fields is as small as ever, and what attributes were said is no part of one', async () => {
  const plain = anEvent('small', 'm1', { fields: {} });
  const said = anEvent('small', 'm2', { name: 'account.updated', fields: { plan: 'team' } });

  await store.accounts.commit('small', [{ kind: 'mark', event: plain }]);
  await store.accounts.commit('small', [{ kind: 'mark', event: said }]);

  expect((await itemAt(table, dayKey('small', plain)))?.marks).toEqual(
    new Set([`${march(2)}|Project Created|u1|segment:m1`]),
  );
  expect([...(await store.accounts.snapshot('small', { usageSince: march(1) })).usage]).toContainEqual({
    at: march(2),
    event: 'account.updated',
    user: 'u1',
    id: 'segment:m2',
  });
});

test('an event that came twice with different times counts once', async () => {
  await store.accounts.commit('twice', [{ kind: 'mark', event: anEvent('twice', 'm1', { occurredAt: march(2, 10) }) }]);
  await store.accounts.commit('twice', [{ kind: 'mark', event: anEvent('twice', 'm1', { occurredAt: march(3, 10) }) }]);

  expect([...(await store.accounts.snapshot('twice', { usageSince: march(1) })).usage]).toMatchObject([
    { at: march(2, 10) },
  ]);
});

test('seats are the last word on each user, of whatever age and in whatever order, and are read with every snapshot', async () => {
  const word = (user: string, day: number, assigned: boolean) =>
    ({ kind: 'seat', word: { user, at: march(day), assigned } }) as const;
  for (const change of [
    word('auth0|ada', 3, true),
    word('auth0|ada', 2, false),
    word('bob', 1, true),
    word('bob', 4, false),
    word('bob', 1, true),
  ]) {
    await store.accounts.commit('seats', [change]);
  }
  await store.accounts.commit('seats', [
    { kind: 'mark', event: anEvent('seats', 'm1') },
    { kind: 'seat', word: { user: 'cyd', at: '1999-01-01T00:00:00.000Z', assigned: true } },
  ]);

  expect((await store.accounts.snapshot('seats', { withoutContacts: true })).seats).toEqual([
    { user: 'auth0|ada', at: march(3), assigned: true },
    { user: 'bob', at: march(4), assigned: false },
    { user: 'cyd', at: '1999-01-01T00:00:00.000Z', assigned: true },
  ]);
});

test('a word said three hundred times takes the place of one', async () => {
  const nights = Array.from({ length: 300 }, (_, n) => new Date(Date.parse(march(1)) + n * 86_400_000).toISOString());
  const sizes: number[] = [];
  for (const at of nights) {
    await store.accounts.commit('nightly', [{ kind: 'seat', word: { user: 'ada', at, assigned: true } }]);
    const items = await itemsUnder(table, 'ACCT#nightly', 'HOT#SEAT#');
    sizes.push(JSON.stringify(items).length);
  }

  expect(new Set(sizes).size).toBe(1);
  expect((await store.accounts.snapshot('nightly')).seats).toEqual([
    { user: 'ada', at: nights.at(-1), assigned: true },
  ]);
});

test('usage that may be deleted at any time is left out', async () => {
  const old = anEvent('expired', 'm1', { occurredAt: '2024-01-31T10:00:00.000Z' });

  await store.accounts.commit('expired', [{ kind: 'mark', event: old }]);

  expect([...(await store.accounts.snapshot('expired', { usageSince: '1970-01-01T00:00:00.000Z' })).usage]).toEqual([]);
});

test('more than a megabyte is read page by page', async () => {
  const body = 'x'.repeat(300_000);
  for (const id of ['c1', 'c2', 'c3', 'c4', 'c5']) {
    await store.accounts.commit('big', [
      { kind: 'contact', contact: aContact(id, { attributes: { note: { value: body, at: march(1) } } }) },
    ]);
  }
  table.roundTrips();

  expect((await store.accounts.snapshot('big')).contacts.map(contact => contact.id)).toEqual([
    'c1',
    'c2',
    'c3',
    'c4',
    'c5',
  ]);
  expect(table.roundTrips().length).toBeGreaterThan(1);
});

test('a resolved task is no longer read, and an acknowledged one is', async () => {
  await store.accounts.commit('tasks', [
    { kind: 'task', task: aTask('tasks', 't1') },
    { kind: 'task', task: aTask('tasks', 't2') },
  ]);

  await store.accounts.commit('tasks', [
    { kind: 'task', task: aTask('tasks', 't1', { status: 'acknowledged', revision: 2 }) },
    { kind: 'task', task: aTask('tasks', 't2', { status: 'resolved', revision: 2 }) },
  ]);

  expect((await store.accounts.snapshot('tasks')).tasks).toMatchObject([{ id: 't1', status: 'acknowledged' }]);
});

test('what the state machine writes when it parks is read as a wait, until the step is done', async () => {
  await store.accounts.commit('parked', [{ kind: 'enroll', enrollment: anEnrollment('parked', 'e1') }]);

  await park(table, 'parked', 'e1', { flag: 'activated_done', anchoredAt: march(1) });
  const parked = await store.accounts.snapshot('parked');
  await store.accounts.commit('parked', [{ kind: 'advance', enrollment: 'e1', step: 'tip', at: march(8) }]);
  const after = await store.accounts.snapshot('parked');

  expect(parked.enrollments[0]?.wait).toEqual({
    resumeToken: 'token',
    step: 'tip',
    until: '2026-03-08T09:00:00Z',
    wake: { kind: 'day', day: 7, sendAt: '09:00' },
    listens: ['activated_done'],
    anchoredAt: march(1),
  });
  expect(after.enrollments).toEqual([anEnrollment('parked', 'e1', { steps: { tip: march(8) } })]);
});
