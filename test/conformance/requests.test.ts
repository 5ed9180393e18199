import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import { tableControls } from '../../engine/adapters/aws/controls.ts';
import { dayKey } from '../../engine/adapters/aws/table/keys.ts';
import { tablePromptContents } from '../../engine/adapters/aws/table/prompt-contents.ts';
import { itemAt, itemsUnder } from '../../engine/adapters/aws/table/table.ts';
import type { AccountPorts } from '../../engine/ports/account-ports.ts';
import { startTestStore } from '../support/account-store.ts';
import type { TestTable } from '../support/dynamodb.ts';
import { park } from '../support/park.ts';
import { aTemplate } from '../support/touch-world.ts';
import { aContact, aLine, anEnrollment, anEvent, aProfile, march } from './records.ts';

// What the table costs: that it does what its ports promise is in test/ports.
let store: AccountPorts;
let table: TestTable;
beforeAll(async () => {
  ({ store, table } = await startTestStore(march(20)));
});
afterAll(() => table.stop());

const requestsOf = async (ask: () => Promise<unknown>): Promise<string[]> => {
  table.roundTrips();
  await ask();
  return table.roundTrips();
};

test('a single change is written without the cost of a transaction', async () => {
  table.roundTrips();

  await store.accounts.commit('single', [{ kind: 'contact', contact: aContact('c1') }]);
  await store.accounts.commit('single', [{ kind: 'mark', event: anEvent('single', 'm1') }]);
  await store.accounts.commit('single', [{ kind: 'noLongerWaiting', event: anEvent('single', 'm1') }]);
  await store.accounts.commit('single', []);

  expect(table.roundTrips()).toEqual(['PutItemCommand', 'UpdateItemCommand', 'DeleteItemCommand']);
});

test('changes of several rows are one transaction, and a seat is written before it', async () => {
  const line: Change = { kind: 'line', line: aLine('together') };
  const seat: Change = { kind: 'seat', word: { user: 'u1', at: march(2), assigned: true } };
  const profile: Change = { kind: 'profile', profile: aProfile('together') };

  expect(await requestsOf(() => store.accounts.commit('together', [line, profile]))).toEqual([
    'TransactWriteItemsCommand',
  ]);
  expect(await requestsOf(() => store.accounts.commit('together', [line, seat]))).toEqual([
    'UpdateItemCommand',
    'PutItemCommand',
  ]);
});

test('what most calls ask for is one request', async () => {
  await store.accounts.commit('asked', [{ kind: 'enroll', enrollment: anEnrollment('asked', 'e1') }]);
  await park(table, 'asked', 'e1', { flag: 'activation_done', anchoredAt: march(4) });

  expect(await requestsOf(() => store.accounts.snapshot('asked', { usageSince: march(1) }))).toEqual(['QueryCommand']);
  expect(await requestsOf(() => store.accounts.handled(anEvent('asked', 'm1')))).toEqual(['GetItemCommand']);
  expect(await requestsOf(() => store.enrollments.see('asked', 'e1', 'activation_done', march(5)))).toEqual([
    'UpdateItemCommand',
  ]);
  expect(await requestsOf(() => store.plans.rows('team'))).toEqual(['QueryCommand']);
});

test('a process asks for the events that are listened to, and for what a prompt says, once', async () => {
  const controls = tableControls(table);
  expect(await requestsOf(async () => [await controls.listenedEvents(), await controls.listenedEvents()])).toEqual([
    'GetItemCommand',
  ]);

  const content = [aTemplate({ subject: 'Hello' })];
  await tablePromptContents(table).keep('h1', content);
  const other = tablePromptContents(table);
  expect(
    await requestsOf(async () => [await other.read('h1'), await other.read('h1'), await other.keep('h1', content)]),
  ).toEqual(['GetItemCommand']);
});

test('a mark without fields is as small as ever, and what attributes were said is no part of one', async () => {
  const plain = anEvent('small', 'm1', { fields: {} });
  const said = anEvent('small', 'm2', { name: 'account.updated', fields: { plan: 'team' } });

  await store.accounts.commit('small', [{ kind: 'mark', event: plain }]);
  await store.accounts.commit('small', [{ kind: 'mark', event: said }]);

  expect((await itemAt(table, dayKey('small', plain)))?.marks).toEqual(
    new Set([`${march(2)}|Project Created|u1|segment:m1`]),
  );
  expect((await store.accounts.snapshot('small', { usageSince: march(1) })).usage).toContainEqual({
    at: march(2),
    event: 'account.updated',
    user: 'u1',
    id: 'segment:m2',
  });
});

test('the same event is one mark, in whatever order its fields come', async () => {
  const event = anEvent('fields', 'a|b', { fields: { score: 9, why: '100% | {"ü"}', no: null } });

  await store.accounts.commit('fields', [{ kind: 'mark', event }]);
  await store.accounts.commit('fields', [
    { kind: 'mark', event: { ...event, fields: { why: '100% | {"ü"}', score: 9 } } },
  ]);

  expect((await itemAt(table, dayKey('fields', event)))?.marks).toHaveProperty('size', 1);
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
