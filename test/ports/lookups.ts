import { expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import type { Delivery } from '../../engine/account/delivery.ts';
import { newReader } from '../../engine/account/prompt-reader.ts';
import type { Task, TaskList } from '../../engine/account/task.ts';
import type { DueItem } from '../../engine/ports/sweep-queue.ts';
import { abandonedAt } from '../../engine/sending/settle-claim.ts';
import { aConsent, aContact, aDelivery, anEvent, aPrompt, aTask, march } from '../conformance/records.ts';
import type { StoredWorld } from './world.ts';

export const ofLookups = (world: StoredWorld): void => {
  test('an event is handled once it is marked, whoever asks', async () => {
    const event = anEvent('acme', 'm1');

    expect(await world.accounts.handled(event)).toBe(false);
    await world.accounts.commit('acme', [{ kind: 'mark', event, isBegun: true }]);
    expect(await world.accounts.handled(event)).toBe(false);
    await world.accounts.commit('acme', [{ kind: 'mark', event }]);

    expect(await world.accounts.handled(event)).toBe(true);
    expect(await world.accounts.handled({ ...event, occurredAt: march(2, 23) })).toBe(true);
    expect(await world.accounts.handled(anEvent('acme', 'm2'))).toBe(false);
    expect(await world.accounts.handled(anEvent('other', 'm1'))).toBe(false);
    expect(await world.accounts.handled(anEvent(undefined, 'm1'))).toBe(false);
  });

  test('deliveries come in the order asked for, without those that do not exist', async () => {
    const ids = Array.from({ length: 120 }, (_, n) => `d${n}`);
    for (let n = 0; n < 120; n += 60) {
      await world.accounts.commit(
        'ledger',
        ids.slice(n, n + 60).map(id => ({ kind: 'claim', delivery: aDelivery('ledger', id) })),
      );
    }

    expect((await world.deliveries.find('ledger', [...ids, 'd0', 'missing'])).map(delivery => delivery.id)).toEqual(
      ids,
    );
    expect(await world.deliveries.find('ledger', [])).toEqual([]);
  });

  test('facts of a delivery stand beside each other and the first time counts', async () => {
    await world.accounts.commit('facts', [{ kind: 'claim', delivery: aDelivery('facts', 'd1') }]);

    const before = await world.deliveries.recordFact('facts', 'd1', 'delivered', march(3));
    const between = await world.deliveries.recordFact('facts', 'd1', 'sent', march(2));
    await world.deliveries.recordFact('facts', 'd1', 'delivered', march(4));

    expect(before?.facts).toEqual({});
    expect(between?.facts).toEqual({ delivered: march(3) });
    expect((await world.deliveries.find('facts', ['d1']))[0]?.facts).toEqual({ delivered: march(3), sent: march(2) });
    expect(await world.deliveries.recordFact('facts', 'nobody', 'sent', march(2))).toBeUndefined();
  });

  test('a contact is found by id', async () => {
    await world.accounts.commit('people', [{ kind: 'contact', contact: aContact('c1') }]);

    expect(await world.contacts.find('people', 'c1')).toEqual(aContact('c1'));
    expect(await world.contacts.find('people', 'c2')).toBeUndefined();
  });

  test('an erased contact is found as what remains, and their address is barred until it is readmitted', async () => {
    const remains = { ...aContact('c1', { attributes: {}, revision: 2 }), erasedAt: march(4) };
    const erasure = { account: 'erased', contact: 'c1', at: march(4), addresses: ['digest'] };
    await world.accounts.commit('erased', [{ kind: 'contact', contact: aContact('c1') }]);
    await world.accounts.commit('erased', [{ kind: 'promptReader', reader: { ...newReader('c1'), revision: 1 } }]);
    await world.accounts.commit('erased', [{ kind: 'erase', remains, erasure }]);

    expect(await world.contacts.find('erased', 'c1')).toBeUndefined();
    expect(await world.contacts.findOrRemains('erased', 'c1')).toEqual(remains);
    expect((await world.accounts.snapshot('erased')).contacts).toEqual([]);
    expect(await world.prompts.reading('erased', 'c1')).toEqual({});
    expect(await world.records.erasures()).toEqual([erasure]);
    expect(await world.records.erasures(march(5))).toEqual([]);
    expect(await world.contacts.isAddressErased(['other', 'digest'])).toBe(true);
    await world.accounts.commit('erased', [{ kind: 'readmit', addresses: ['digest'] }]);
    expect(await world.contacts.isAddressErased(['other', 'digest'])).toBe(false);
  });

  test('contacts are found by the mailbox that they have now, in every account', async () => {
    const write = (account: string, email: string, revision: number) =>
      world.accounts.commit(account, [
        {
          kind: 'contact',
          contact: aContact('c1', { attributes: { email: { value: email, at: march(1) } }, revision }),
        },
      ]);
    await write('mail-b', 'Grace@Example.com', 1);
    await write('mail-a', 'grace@example.com', 1);
    await write('mail-c', 'grace@example.com', 1);
    await write('mail-c', 'hopper@example.com', 2);

    expect(await world.contacts.atAddress('GRACE@example.com')).toEqual([
      { account: 'mail-a', contact: 'c1' },
      { account: 'mail-b', contact: 'c1' },
    ]);
    expect(await world.contacts.atAddress('hopper@example.com')).toEqual([{ account: 'mail-c', contact: 'c1' }]);
    expect(await world.contacts.atAddress('nobody@example.com')).toEqual([]);
  });

  test('consents of a contact are told in order of time, and of none whose id begins alike', async () => {
    const records = [
      aConsent('c', { at: march(3) }),
      aConsent('c', { at: march(2) }),
      aConsent('c#1', { at: march(1) }),
    ];
    for (const record of [...records, ...records])
      await world.accounts.commit('consents', [{ kind: 'consent', record }]);

    expect(await world.contacts.consents('consents', 'c')).toEqual([records[1], records[0]]);
  });

  test('prompts keep their own expiry, and are kept for a month after their end', async () => {
    const prompts = [
      aPrompt('prompts', 'p1', { expiresAt: march(9) }),
      aPrompt('prompts', 'p2', { retiredAt: march(3) }),
    ];

    await world.accounts.commit(
      'prompts',
      prompts.map(prompt => ({ kind: 'prompt', prompt })),
    );

    expect(await world.prompts.all('prompts')).toEqual(prompts);
    expect(await world.prompts.reading('prompts', 'c1')).toEqual({ version: `p2 ${march(3)}` });
    world.clock.at = '2026-04-02T09:00:00.000Z';
    expect(await world.prompts.all('prompts')).toEqual([prompts[0]]);
    world.clock.at = march(20);
  });

  test('events wait for their account in order of time, until they are taken', async () => {
    const late = anEvent('unknown', 'late', { occurredAt: march(4) });
    const early = anEvent('unknown', 'early', { occurredAt: march(3) });
    const payment = anEvent(undefined, 'paid', { customer: 'cus_1', name: 'payment.failed' });
    for (const event of [late, early, payment]) await world.accounts.commit('unknown', [{ kind: 'waiting', event }]);

    expect(await world.waiting.find({ account: 'unknown' })).toEqual([early, late]);
    expect(await world.waiting.find({ customer: 'cus_1' })).toEqual([payment]);
    await world.accounts.commit(
      'unknown',
      [early, payment].map(event => ({ kind: 'noLongerWaiting', event })),
    );
    expect(await world.waiting.find({ account: 'unknown' })).toEqual([late]);
    expect(await world.waiting.find({ customer: 'cus_1' })).toEqual([]);
  });

  test('the account of a customer is known once it was told', async () => {
    expect(await world.customers.accountOf('cus_2')).toBeUndefined();
    await world.accounts.commit('acme', [{ kind: 'customer', customer: 'cus_2', account: 'acme' }]);
    expect(await world.customers.accountOf('cus_2')).toBe('acme');
    // Stripe's customers were there first, and bear no processor's name.
    expect(await world.customers.accountOf('stripe:cus_2')).toBe('acme');
    expect(await world.customers.accountOf('paddle:cus_2')).toBeUndefined();
  });

  const due = (account: string, dueAt: string | undefined, revision = 1) =>
    world.accounts.commit(account, [
      { kind: 'evaluation', evaluation: { account, signals: {}, revision, ...(dueAt && { dueAt }) } },
    ]);

  const dueBy = async (by: string): Promise<string[]> =>
    (await world.due.find(by)).found.map(({ account, dueAt }) => `${account} ${dueAt}`);

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

  test('a delivery is due some time after its claim, until its outcome is known', async () => {
    const claimed = (id: string, more: Partial<Delivery> = {}): Change => ({
      kind: 'claim',
      delivery: aDelivery('sending', id, { claimedAt: '2022-01-01T09:00:00.000Z', ...more }),
    });
    await world.accounts.commit('sending', [
      claimed('d1'),
      claimed('d2'),
      claimed('d3', { isFinal: true, state: 'unknown' }),
    ]);
    await world.accounts.commit('sending', [
      { kind: 'settle', delivery: { account: 'sending', id: 'd2', state: 'accepted' } },
    ]);
    await world.accounts.commit('sending', [
      { kind: 'settle', delivery: { account: 'sending', id: 'd1', state: 'unknown' } },
    ]);

    const { found } = await world.due.find('2022-01-02T00:00:00.000Z');
    expect(found).toEqual([
      { dueAt: abandonedAt({ claimedAt: '2022-01-01T09:00:00.000Z' }), account: 'sending', delivery: 'd1' },
    ]);
    await world.accounts.commit('sending', [
      { kind: 'settle', delivery: { account: 'sending', id: 'd1', state: 'accepted' } },
    ]);
    expect(await dueBy('2022-01-02T00:00:00.000Z')).toEqual([]);
  });

  test('due accounts come a page at a time, each once', async () => {
    const accounts = Array.from({ length: 230 }, (_, n) => `paged-${String(n).padStart(3, '0')}`);
    await Promise.all(accounts.map(account => due(account, '2023-01-01T00:00:00.000Z')));

    const pages: string[][] = [];
    for (let after: DueItem | undefined, more = true; more; ) {
      const page = await world.due.find('2023-01-02T00:00:00.000Z', after);
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
      world.accounts.commit(account, [
        {
          kind: 'evaluation',
          evaluation: { account, signals: {}, revision },
          counts: [{ ...week, evaluated, tripped }],
        },
      ]);
    const accounts = Array.from({ length: 40 }, (_, n) => `counted-${n}`);
    await Promise.all(accounts.map((account, n) => said(account, 1, 1, n % 2)));
    await expect(said('counted-1', 1, 1, 1)).rejects.toThrow('evaluation');
    await said('counted-1', 2, 0, -1);

    expect(await world.guardedWeeks.read(week)).toEqual({ count: { evaluated: 40, tripped: 19 } });
    expect(await world.guardedWeeks.read({ ...week, period: '2026-W10' })).toEqual({
      count: { evaluated: 0, tripped: 0 },
    });

    expect(await world.guardedWeeks.saveVerdictOnce(week, 'withheld', { evaluated: 40, tripped: 19 })).toBe('withheld');
    expect(await world.guardedWeeks.saveVerdictOnce(week, 'fire', { evaluated: 41, tripped: 1 })).toBe('withheld');
    expect(await world.guardedWeeks.read(week)).toEqual({ count: { evaluated: 40, tripped: 19 }, verdict: 'withheld' });
  });

  test('the open tasks of an owner are counted, snoozed ones too and resolved ones not', async () => {
    const open = (id: string, account: string) =>
      world.accounts.commit(account, [{ kind: 'task', task: aTask(account, id, { owner: 'csm-9' }) }]);
    await Promise.all([open('t1', 'a'), open('t1', 'b'), open('t2', 'b')]);
    await world.accounts.commit('a', [
      { kind: 'task', task: aTask('a', 't1', { owner: 'csm-9', status: 'snoozed', revision: 2 }) },
    ]);
    await world.accounts.commit('b', [
      { kind: 'task', task: aTask('b', 't1', { owner: 'csm-9', status: 'resolved', revision: 2 }) },
    ]);

    expect(await world.tasks.countOpen('csm-9')).toEqual({ now: 2, digest: 0 });
    expect(await world.tasks.countOpen('nobody')).toEqual({ now: 0, digest: 0 });
  });

  test("an owner's tasks come page by page in order of time, by list, under the owner that they have now", async () => {
    const commit = (id: string, more: Partial<Task>) =>
      world.accounts.commit('lists', [{ kind: 'task', task: aTask('lists', id, { owner: 'csm-7', ...more }) }]);
    await commit('late', { dueAt: march(9) });
    await commit('early', { dueAt: march(4) });
    await commit('digest', { inDigest: true });
    await commit('moves', { dueAt: march(5) });
    await commit('moves', { dueAt: march(5), owner: 'csm-8', revision: 2 });
    await commit('done', {});
    await commit('done', {
      status: 'resolved',
      outcome: { code: 'plan_agreed', by: 'csm-7', at: march(6) },
      revision: 2,
    });

    const page = async (list: TaskList, limit: number, after?: Task) =>
      world.tasks.ofOwner('csm-7', list, { limit, ...(after && { after }) });
    const first = await page('now', 1);
    const second = await page('now', 5, first.tasks[0]);
    expect([...first.tasks, ...second.tasks].map(({ id }) => id)).toEqual(['early', 'late']);
    expect([first.isLast, second.isLast]).toEqual([false, true]);
    expect((await page('digest', 5)).tasks.map(({ id }) => id)).toEqual(['digest']);
    expect((await page('done', 5)).tasks.map(({ id }) => id)).toEqual(['done']);
    expect((await world.tasks.ofOwner('csm-8', 'now', { limit: 5 })).tasks.map(({ id }) => id)).toEqual(['moves']);
    expect((await world.tasks.find('lists', 'done'))?.status).toBe('resolved');
    expect(await world.tasks.accountOf('done')).toBe('lists');
  });
};
