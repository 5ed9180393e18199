import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountStore } from '../../engine/services/ports.ts';
import { startTestStore } from '../support/account-store.ts';
import type { TestTable } from '../support/dynamodb.ts';
import { aContact, aDelivery, anEvent, aProfile, aPrompt, aTask, march } from './records.ts';

let store: AccountStore;
let table: TestTable;
beforeAll(async () => {
  ({ store, table } = await startTestStore(march(20)));
});
afterAll(() => table.stop());

test('an event is handled once it is marked, whoever asks', async () => {
  const event = anEvent('acme', 'm1');

  expect(await store.handled(event)).toBe(false);
  await store.commit('acme', [{ kind: 'mark', event }]);
  table.roundTrips();

  expect(await store.handled(event)).toBe(true);
  expect(table.roundTrips()).toEqual(['GetItemCommand']);
  expect(await store.handled({ ...event, occurredAt: march(2, 23) })).toBe(true);
  expect(await store.handled(anEvent('acme', 'm2'))).toBe(false);
  expect(await store.handled(anEvent('other', 'm1'))).toBe(false);
  expect(await store.handled(anEvent(undefined, 'm1'))).toBe(false);
});

test('deliveries come in the order asked for, without those that do not exist', async () => {
  const ids = Array.from({ length: 120 }, (_, n) => `d${n}`);
  for (let n = 0; n < 120; n += 60) {
    await store.commit(
      'ledger',
      ids.slice(n, n + 60).map(id => ({ kind: 'claim', delivery: aDelivery('ledger', id) })),
    );
  }

  expect((await store.deliveries('ledger', [...ids, 'd0', 'missing'])).map(delivery => delivery.id)).toEqual(ids);
  expect(await store.deliveries('ledger', [])).toEqual([]);
});

test('facts of a delivery stand beside each other and the first time counts', async () => {
  await store.commit('facts', [{ kind: 'claim', delivery: aDelivery('facts', 'd1') }]);

  const before = await store.recordFact('facts', 'd1', 'delivered', march(3));
  const between = await store.recordFact('facts', 'd1', 'sent', march(2));
  await store.recordFact('facts', 'd1', 'delivered', march(4));

  expect(before?.facts).toEqual({});
  expect(between?.facts).toEqual({ delivered: march(3) });
  expect((await store.deliveries('facts', ['d1']))[0]?.facts).toEqual({ delivered: march(3), sent: march(2) });
  expect(await store.recordFact('facts', 'nobody', 'sent', march(2))).toBeUndefined();
});

test('a contact is found by id', async () => {
  await store.commit('people', [{ kind: 'contact', contact: aContact('c1') }]);

  expect(await store.contact('people', 'c1')).toEqual(aContact('c1'));
  expect(await store.contact('people', 'c2')).toBeUndefined();
});

test('prompts keep their own expiry', async () => {
  const prompts = [
    aPrompt('prompts', 'p1', { expiresAt: march(9) }),
    aPrompt('prompts', 'p2', { retiredAt: march(3) }),
  ];

  await store.commit(
    'prompts',
    prompts.map(prompt => ({ kind: 'prompt', prompt })),
  );

  expect(await store.prompts('prompts')).toEqual(prompts);
});

test('events wait for their account in order of time, until they are taken', async () => {
  const late = anEvent('unknown', 'late', { occurredAt: march(4) });
  const early = anEvent('unknown', 'early', { occurredAt: march(3) });
  const payment = anEvent(undefined, 'paid', { customer: 'cus_1', name: 'payment.failed' });
  for (const event of [late, early, payment]) await store.commit('unknown', [{ kind: 'waiting', event }]);

  expect(await store.waiting({ account: 'unknown' })).toEqual([early, late]);
  expect(await store.waiting({ customer: 'cus_1' })).toEqual([payment]);
  await store.commit(
    'unknown',
    [early, payment].map(event => ({ kind: 'noLongerWaiting', event })),
  );
  expect(await store.waiting({ account: 'unknown' })).toEqual([late]);
  expect(await store.waiting({ customer: 'cus_1' })).toEqual([]);
});

test('the account of a customer is known once it was told', async () => {
  expect(await store.accountOfCustomer('cus_2')).toBeUndefined();
  await store.commit('acme', [{ kind: 'customer', customer: 'cus_2', account: 'acme' }]);
  expect(await store.accountOfCustomer('cus_2')).toBe('acme');
});

test('accounts are found by each of their dates, in their own time zone', async () => {
  const at = march(1);
  const profile = aProfile('tokyo', {
    attributes: {
      renewalAt: { value: '2026-09-30T20:00:00Z', at },
      trialEndsAt: { value: '2026-04-01', at },
      timezone: { value: 'Asia/Tokyo', at },
    },
    terms: { renewalAt: '2026-10-01', trialEndsAt: '2026-04-01' },
  });
  await store.commit('tokyo', [{ kind: 'profile', profile }]);

  expect(await store.accountsDue('renewalAt', '2026-10-01')).toEqual({ accounts: ['tokyo'] });
  expect(await store.accountsDue('renewalAt', '2026-09-30')).toEqual({ accounts: [] });
  expect(await store.accountsDue('trialEndsAt', '2026-04-01')).toEqual({ accounts: ['tokyo'] });
});

test('a date that moves or goes takes the account along', async () => {
  const at = march(1);
  const on = (value: string | null, revision: number) =>
    aProfile('moving', { attributes: { renewalAt: { value, at } }, terms: { renewalAt: '2026-11-01' }, revision });

  await store.commit('moving', [{ kind: 'profile', profile: on('2026-11-01', 1) }]);
  await store.commit('moving', [{ kind: 'profile', profile: on('2026-11-15', 2) }]);
  expect(await store.accountsDue('renewalAt', '2026-11-01')).toEqual({ accounts: [] });
  expect(await store.accountsDue('renewalAt', '2026-11-15')).toEqual({ accounts: ['moving'] });

  await store.commit('moving', [{ kind: 'profile', profile: on(null, 3) }]);
  expect(await store.accountsDue('renewalAt', '2026-11-15')).toEqual({ accounts: [] });
});

test('accounts due on one day come a page at a time, each once', async () => {
  const accounts = Array.from({ length: 230 }, (_, n) => `paged-${String(n).padStart(3, '0')}`);
  await Promise.all(
    accounts.map(account =>
      store.commit(account, [
        {
          kind: 'profile',
          profile: aProfile(account, {
            attributes: { renewalAt: { value: '2026-12-24', at: march(1) } },
            terms: { renewalAt: '2026-12-24' },
          }),
        },
      ]),
    ),
  );

  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await store.accountsDue('renewalAt', '2026-12-24', cursor);
    pages.push(page.accounts);
    cursor = page.cursor;
  } while (cursor !== undefined);

  expect(pages.map(page => page.length)).toEqual([100, 100, 30]);
  expect(pages.flat()).toEqual(accounts);
});

test('the open tasks of an owner are counted, snoozed ones too and resolved ones not', async () => {
  const open = (id: string, account: string) =>
    store.commit(account, [{ kind: 'task', task: aTask(account, id, { owner: 'csm-9' }) }]);
  await Promise.all([open('t1', 'a'), open('t1', 'b'), open('t2', 'b')]);
  await store.commit('a', [
    { kind: 'task', task: aTask('a', 't1', { owner: 'csm-9', status: 'snoozed', revision: 2 }) },
  ]);
  await store.commit('b', [
    { kind: 'task', task: aTask('b', 't1', { owner: 'csm-9', status: 'resolved', revision: 2 }) },
  ]);

  expect(await store.openTasks('csm-9')).toEqual({ now: 2, digest: 0 });
  expect(await store.openTasks('nobody')).toEqual({ now: 0, digest: 0 });
});
