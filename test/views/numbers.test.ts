import { describe, expect, it } from 'vitest';
import type { RecurringRevenue } from '../../engine/account/recurring-revenue.ts';
import type { ListedAccount } from '../../engine/counts/listed-account.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { memoryAccountRecords } from '../../engine/memory/account-records.ts';
import type { AllPorts } from '../../engine/ports/ports.ts';
import { answerView } from '../../engine/views/answer-view.ts';
import { numbers } from '../../engine/views/numbers.ts';
import type { View } from '../../engine/views/view.ts';
import { testStore } from '../support/stored.ts';
import { taskWorld } from '../support/task-world.ts';
import { aTask } from '../support/tasks.ts';
import { now, someProfile } from '../support/touch.ts';

/** Months before the clock's, by UTC. */
const month = (before: number) => {
  const at = new Date(now);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - before, 1)).toISOString();
};

const paid = (at: string, mrr: number): RecurringRevenue => ({
  at,
  subscription: 'stripe:sub_1',
  status: mrr > 0 ? 'active' : 'canceled',
  mrr,
  currency: 'usd',
});

/** A world of accounts with what each brought, and how often their rows were read. */
const withRevenue = async (accounts: Readonly<Record<string, readonly RecurringRevenue[]>>) => {
  const store = testStore();
  const world = await taskWorld(store, 'numbers');
  for (const [account, rows] of Object.entries(accounts))
    await world.ports.accounts.commit(account, [
      { kind: 'profile', profile: someProfile({ plan: 'team' }, { account }) },
      ...rows.map(row => ({ kind: 'revenue', row }) as const),
    ]);
  const records = memoryAccountRecords({ ...store, clock: world.ports.clock });
  let reads = 0;
  const ports: AllPorts = {
    ...world.ports,
    accountList: {
      find: async () => undefined,
      async *all() {
        yield Object.keys(accounts).map(account => ({ account, name: account.toUpperCase() }) as ListedAccount);
      },
    },
    accountRecords: {
      of: given => {
        reads += given.length;
        return records.of(given);
      },
    },
  };
  const ask = async (query: Record<string, string> = {}, role: 'lead' | 'csm' = 'lead') =>
    numbers.answer.parse(
      await answerView(
        numbers as unknown as View,
        query,
        { email: 'ruth@example.com', roles: [role], team: [] },
        ports,
      ),
    );
  return { ask, ports, reads: () => reads, later: world.later };
};

describe('the page of numbers', () => {
  it('tells the last month that is over, each figure with its inputs and the accounts behind it, by name', async () => {
    const { ask } = await withRevenue({
      acme: [paid(month(3), 10_000)],
      left: [paid(month(3), 4_000), paid(plusSeconds(month(1), 86_400), 0)],
    });
    const answer = await ask();
    expect(answer.month).toBe(month(1).slice(0, 7));
    expect(answer.revenue.at(-1)).toEqual({
      month: answer.month,
      end: 10_000,
      start: '$140.00',
      endText: '$100.00',
      moved: [{ kind: 'churn', text: '$40.00', accounts: 1 }],
    });
    expect(answer.figures.find(({ id }) => id === 'grr')).toMatchObject({
      title: 'Gross revenue retention',
      text: '71.4 %',
      inputs: 'start $140.00, contraction $0.00, churn $40.00',
      trend: [{ value: null }, { value: 100 }, { value: expect.closeTo(71.43, 1) }],
    });
    expect(answer.figures.find(({ id }) => id === 'logo-churn')?.accounts).toEqual([{ id: 'left', name: 'LEFT' }]);
    expect(answer.movements).toEqual([
      { account: { id: 'left', name: 'LEFT' }, kind: 'churn', from: '$40.00', to: '$0.00' },
    ]);
    expect(answer.months).toEqual([1, 2, 3].map(before => month(before).slice(0, 7)));
  });

  it('tells a month of before, and by the group that is asked for', async () => {
    const { ask } = await withRevenue({ acme: [paid(month(3), 10_000)] });
    const answer = await ask({ month: month(3).slice(0, 7), by: 'plan' });
    expect(answer.revenue.at(-1)?.moved).toEqual([{ kind: 'new', text: '$100.00', accounts: 1 }]);
    expect(answer.groups.map(({ by, value, revenue }) => [by, value, revenue])).toEqual([['plan', 'team', '$100.00']]);
    await expect(ask({ month: '2026-13' })).rejects.toMatchObject({ field: 'month' });
  });

  it('names the accounts of each group, and the tasks behind each count of a CSM and of a rule', async () => {
    const { ask, ports } = await withRevenue({ acme: [paid(month(3), 10_000)], zen: [] });
    const openedAt = plusSeconds(month(1), 3_600);
    const outcome = { code: 'false_positive' as const, by: 'maya', at: plusSeconds(openedAt, 60) };
    await ports.accounts.commit('acme', [
      {
        kind: 'task',
        task: aTask({ openedAt, status: 'resolved', outcome, playbook: { id: 'call-first', minutes: 30 } }),
      },
      { kind: 'task', task: aTask({ id: 'risk.login-drop.2', openedAt: month(3) }) },
    ]);
    const answer = await ask();
    expect(answer.groups.find(({ by }) => by === 'plan')?.members).toEqual(['acme', 'zen']);
    expect(answer.names).toEqual({ acme: 'ACME', zen: 'ZEN' });
    const [csm] = answer.csms;
    expect(csm).toMatchObject({ id: 'maya', opened: 1, inTime: 1, open: 1, precision: 0 });
    expect(answer.rules).toMatchObject([{ id: 'login-drop/login-drop', opened: 1, open: 1 }]);
    expect(answer.playbooks).toMatchObject([{ id: 'call-first', name: 'Call first', opened: 1, precision: 0 }]);
    expect(answer.tasks.map(({ account, csm: of, countsIn }) => [account, of, countsIn])).toEqual([
      ['acme', 'maya', ['open']],
      ['acme', 'maya', ['opened', 'inTime', 'false_positive']],
    ]);
  });

  it('reads the accounts once for whoever goes through the months, and again a quarter of an hour later', async () => {
    const { ask, reads, later } = await withRevenue({ acme: [paid(month(3), 10_000)] });
    await ask();
    await ask({ month: month(2).slice(0, 7) });
    expect(reads()).toBe(1);
    later(901);
    await ask();
    expect(reads()).toBe(2);
  });

  it('is not there for a CSM', async () => {
    const { ask } = await withRevenue({});
    await expect(ask({}, 'csm')).rejects.toMatchObject({ status: 404 });
  });
});
