import { afterAll, beforeAll, expect, test } from 'vitest';
import { tablePromptContents } from '../../engine/adapters/aws/table/prompt-contents.ts';
import type { AccountPorts } from '../../engine/ports/account-ports.ts';
import type { DueItem } from '../../engine/ports/sweep-queue.ts';
import { startTestStore } from '../support/account-store.ts';
import type { TestTable } from '../support/dynamodb.ts';
import { aTemplate } from '../support/touch-world.ts';
import { aContact, aDelivery, anEvent, aPrompt, aTask, march } from './records.ts';

let store: AccountPorts;
let table: TestTable;
beforeAll(async () => {
  ({ store, table } = await startTestStore(march(20)));
});
afterAll(() => table.stop());

test('an event is handled once it is marked, whoever asks', async () => {
  const event = anEvent('acme', 'm1');

  expect(await store.accounts.handled(event)).toBe(false);
  await store.accounts.commit('acme', [{ kind: 'mark', event }]);
  table.roundTrips();

  expect(await store.accounts.handled(event)).toBe(true);
  expect(table.roundTrips()).toEqual(['GetItemCommand']);
  expect(await store.accounts.handled({ ...event, occurredAt: march(2, 23) })).toBe(true);
  expect(await store.accounts.handled(anEvent('acme', 'm2'))).toBe(false);
  expect(await store.accounts.handled(anEvent('other', 'm1'))).toBe(false);
  expect(await store.accounts.handled(anEvent(undefined, 'm1'))).toBe(false);
});

test('deliveries come in the order asked for, without those that do not exist', async () => {
  const ids = Array.from({ length: 120 }, (_, n) => `d${n}`);
  for (let n = 0; n < 120; n += 60) {
    await store.accounts.commit(
      'ledger',
      ids.slice(n, n + 60).map(id => ({ kind: 'claim', delivery: aDelivery('ledger', id) })),
    );
  }

  expect((await store.deliveries.find('ledger', [...ids, 'd0', 'missing'])).map(delivery => delivery.id)).toEqual(ids);
  expect(await store.deliveries.find('ledger', [])).toEqual([]);
});

test('facts of a delivery stand beside each other and the first time counts', async () => {
  await store.accounts.commit('facts', [{ kind: 'claim', delivery: aDelivery('facts', 'd1') }]);

  const before = await store.deliveries.recordFact('facts', 'd1', 'delivered', march(3));
  const between = await store.deliveries.recordFact('facts', 'd1', 'sent', march(2));
  await store.deliveries.recordFact('facts', 'd1', 'delivered', march(4));

  expect(before?.facts).toEqual({});
  expect(between?.facts).toEqual({ delivered: march(3) });
  expect((await store.deliveries.find('facts', ['d1']))[0]?.facts).toEqual({ delivered: march(3), sent: march(2) });
  expect(await store.deliveries.recordFact('facts', 'nobody', 'sent', march(2))).toBeUndefined();
});

test('a contact is found by id', async () => {
  await store.accounts.commit('people', [{ kind: 'contact', contact: aContact('c1') }]);

  expect(await store.contacts.find('people', 'c1')).toEqual(aContact('c1'));
  expect(await store.contacts.find('people', 'c2')).toBeUndefined();
});

test('prompts keep their own expiry', async () => {
  const prompts = [
    aPrompt('prompts', 'p1', { expiresAt: march(9) }),
    aPrompt('prompts', 'p2', { retiredAt: march(3) }),
  ];

  await store.accounts.commit(
    'prompts',
    prompts.map(prompt => ({ kind: 'prompt', prompt })),
  );

  expect(await store.prompts.all('prompts')).toEqual(prompts);
});

test('events wait for their account in order of time, until they are taken', async () => {
  const late = anEvent('unknown', 'late', { occurredAt: march(4) });
  const early = anEvent('unknown', 'early', { occurredAt: march(3) });
  const payment = anEvent(undefined, 'paid', { customer: 'cus_1', name: 'payment.failed' });
  for (const event of [late, early, payment]) await store.accounts.commit('unknown', [{ kind: 'waiting', event }]);

  expect(await store.waiting.find({ account: 'unknown' })).toEqual([early, late]);
  expect(await store.waiting.find({ customer: 'cus_1' })).toEqual([payment]);
  await store.accounts.commit(
    'unknown',
    [early, payment].map(event => ({ kind: 'noLongerWaiting', event })),
  );
  expect(await store.waiting.find({ account: 'unknown' })).toEqual([late]);
  expect(await store.waiting.find({ customer: 'cus_1' })).toEqual([]);
});

test('the account of a customer is known once it was told', async () => {
  expect(await store.customers.accountOf('cus_2')).toBeUndefined();
  await store.accounts.commit('acme', [{ kind: 'customer', customer: 'cus_2', account: 'acme' }]);
  expect(await store.customers.accountOf('cus_2')).toBe('acme');
});

const due = (account: string, dueAt: string | undefined, revision = 1) =>
  store.accounts.commit(account, [
    { kind: 'evaluation', evaluation: { account, signals: {}, revision, ...(dueAt && { dueAt }) } },
  ]);

const dueBy = async (by: string): Promise<string[]> =>
  (await store.due.find(by)).found.map(({ account, dueAt }) => `${account} ${dueAt}`);

test('accounts are due from their time on, to the millisecond, the longest due first', async () => {
  await due('soon#1', '2025-01-02T00:00:00.000Z');
  await due('first', '2025-01-01T02:17:00.000Z');
  await due('never', undefined);

  expect(await dueBy('2025-01-01T02:16:59.999Z')).toEqual([]);
  expect(await dueBy('2025-01-01T02:17:00.000Z')).toEqual(['first 2025-01-01T02:17:00.000Z']);
  expect(await dueBy('2025-01-03T00:00:00.000Z')).toEqual([
    'first 2025-01-01T02:17:00.000Z',
    'soon#1 2025-01-02T00:00:00.000Z',
  ]);
  await due('first', '2029-01-01T00:00:00.000Z', 2);
  await due('soon#1', undefined, 2);
});

test('an account that was looked at is due at its new time only', async () => {
  await due('moving', '2024-01-01T00:00:00.000Z');
  await due('moving', '2024-02-01T00:00:00.000Z', 2);
  expect(await dueBy('2024-01-20T00:00:00.000Z')).toEqual([]);
  expect(await dueBy('2024-02-01T00:00:00.000Z')).toEqual(['moving 2024-02-01T00:00:00.000Z']);

  await due('moving', undefined, 3);
  expect(await dueBy('2024-02-02T00:00:00.000Z')).toEqual([]);
});

test('due accounts come a page at a time, each once', async () => {
  const accounts = Array.from({ length: 230 }, (_, n) => `paged-${String(n).padStart(3, '0')}`);
  await Promise.all(accounts.map(account => due(account, '2023-01-01T00:00:00.000Z')));

  const pages: string[][] = [];
  for (let after: DueItem | undefined, more = true; more; ) {
    const page = await store.due.find('2023-01-02T00:00:00.000Z', after);
    pages.push(page.found.map(({ account }) => account));
    ({ more } = page);
    after = page.found.at(-1);
  }

  expect(pages.map(page => page.length)).toEqual([100, 100, 30]);
  expect(pages.flat()).toEqual(accounts);
});

test('what accounts say of a week adds up, once for each evaluation, and the first verdict on it holds', async () => {
  const week = { journey: 'login-drop', period: '2026-W09' };
  const said = (account: string, revision: number, evaluated: number, tripped: number) =>
    store.accounts.commit(account, [
      { kind: 'evaluation', evaluation: { account, signals: {}, revision }, counts: [{ ...week, evaluated, tripped }] },
    ]);
  const accounts = Array.from({ length: 40 }, (_, n) => `counted-${n}`);
  await Promise.all(accounts.map((account, n) => said(account, 1, 1, n % 2)));
  await expect(said('counted-1', 1, 1, 1)).rejects.toThrow('evaluation');
  await said('counted-1', 2, 0, -1);

  expect(await store.guardedWeeks.read(week)).toEqual({ count: { evaluated: 40, tripped: 19 } });
  expect(await store.guardedWeeks.read({ ...week, period: '2026-W10' })).toEqual({
    count: { evaluated: 0, tripped: 0 },
  });

  expect(await store.guardedWeeks.saveVerdictOnce(week, 'withheld', { evaluated: 40, tripped: 19 })).toBe('withheld');
  expect(await store.guardedWeeks.saveVerdictOnce(week, 'fire', { evaluated: 41, tripped: 1 })).toBe('withheld');
  expect(await store.guardedWeeks.read(week)).toEqual({ count: { evaluated: 40, tripped: 19 }, verdict: 'withheld' });
});

test('the open tasks of an owner are counted, snoozed ones too and resolved ones not', async () => {
  const open = (id: string, account: string) =>
    store.accounts.commit(account, [{ kind: 'task', task: aTask(account, id, { owner: 'csm-9' }) }]);
  await Promise.all([open('t1', 'a'), open('t1', 'b'), open('t2', 'b')]);
  await store.accounts.commit('a', [
    { kind: 'task', task: aTask('a', 't1', { owner: 'csm-9', status: 'snoozed', revision: 2 }) },
  ]);
  await store.accounts.commit('b', [
    { kind: 'task', task: aTask('b', 't1', { owner: 'csm-9', status: 'resolved', revision: 2 }) },
  ]);

  expect(await store.tasks.countOpen('csm-9')).toEqual({ now: 2, digest: 0 });
  expect(await store.tasks.countOpen('nobody')).toEqual({ now: 0, digest: 0 });
});

test('what prompts say is found by whoever asks, under its hash, and asked for once', async () => {
  const content = [aTemplate({ subject: 'Hello' }), aTemplate({ subject: 'Hallo', locale: 'de' })];
  expect(await tablePromptContents(table).read('h1')).toEqual([]);
  await tablePromptContents(table).keep('h1', content);
  table.roundTrips();

  const other = tablePromptContents(table);
  expect(await other.read('h1')).toEqual(content);
  expect(await other.read('h1')).toEqual(content);
  await other.keep('h1', content);
  expect(table.roundTrips()).toEqual(['GetItemCommand']);
  expect(await other.read('h2')).toEqual([]);
});
