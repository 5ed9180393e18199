import { expect, test } from 'vitest';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import {
  aContact,
  aHealthRecord,
  aLine,
  anEnrollment,
  anEvaluation,
  anEvent,
  aProfile,
  aRevenue,
  aTask,
  march,
} from '../conformance/records.ts';
import { plain } from './plain.ts';
import type { StoredWorld } from './world.ts';

export const ofAllAccounts = (world: StoredWorld): void => {
  test('an account is told in order of time, then of happening', async () => {
    const lines: TimelineLine[] = [
      aLine('told'),
      aLine('told', {
        key: '0001.1.1.touch.c1',
        entry: { type: 'touch', step: 'welcome', channel: 'email', outcome: 'sent', to: 'c1' },
      }),
      aLine('told', { at: march(3), key: '0000.1.1.enrolled.', enrollment: 'e0' }),
    ];
    await world.accounts.commit(
      'told',
      lines.toReversed().map(line => ({ kind: 'line', line })),
    );
    await world.accounts.commit('other', [{ kind: 'line', line: aLine('other') }]);

    const all = await world.all.timeline();
    expect(all.filter(({ account }) => account === 'told')).toEqual(lines);
    expect(all.filter(({ account }) => account === 'other')).toEqual([aLine('other')]);
    expect(await world.records.linesOf('told', 'c1')).toEqual([lines[1]]);
  });

  test('scores are found from the newest back, as of any time, and are no part of a snapshot', async () => {
    const records = [2, 9, 16].map(day => aHealthRecord('acme', day, day));
    for (const record of [...records, ...records]) await world.accounts.commit('acme', [{ kind: 'health', record }]);
    await world.accounts.commit('scored', [{ kind: 'health', record: aHealthRecord('scored', 9, 1) }]);
    await world.accounts.commit('acme', [{ kind: 'profile', profile: aProfile('acme') }]);

    const last = (until: string, atMost = 2) => world.healthHistory.last('acme', { until, atMost });
    expect(await last(march(20))).toEqual([records[2], records[1]]);
    expect(await last(march(9))).toEqual([records[1], records[0]]);
    expect(await last(march(1))).toEqual([]);
    expect(await world.healthHistory.last('nobody', { until: march(9), atMost: 2 })).toEqual([]);
    expect((await world.all.health()).map(({ account }) => account).sort()).toEqual(['acme', 'acme', 'acme', 'scored']);
    expect(plain(await world.accounts.snapshot('acme', { usageSince: march(1) }))).toEqual({
      account: 'acme',
      profile: aProfile('acme'),
      contacts: [],
      enrollments: [],
      tasks: [],
      usage: [],
    });
  });

  test('a score is kept for two years and a month', async () => {
    await world.accounts.commit('long', [{ kind: 'health', record: aHealthRecord('long', 9, 1) }]);
    const found = async (now: string) => {
      world.clock.at = now;
      return (await world.healthHistory.last('long', { until: now, atMost: 1 })).length;
    };

    expect([await found('2028-04-09T08:59:59.000Z'), await found('2028-04-09T09:00:00.000Z')]).toEqual([1, 0]);
    world.clock.at = march(20);
  });

  test('what is due next is told, but not what recurs, nor what is due no more', async () => {
    const due = (account: string, dueAt: string | undefined, dueOnce: string | undefined) => {
      const { dueAt: _, ...evaluation } = anEvaluation(account);
      return world.accounts.commit(account, [
        { kind: 'evaluation', evaluation: { ...evaluation, ...(dueAt && { dueAt }), ...(dueOnce && { dueOnce }) } },
      ]);
    };
    await due('recurs', march(2), undefined);
    await due('no more', undefined, march(3));
    await due('later', march(4), march(6));
    await due('next', march(4), march(5));

    expect(await world.all.nextDue(march(1))).toBe(march(5));
    expect(await world.all.nextDue(march(5))).toBe(march(6));
    expect(await world.all.nextDue(march(6))).toBeUndefined();
  });

  test('an account is recorded with all but its people, once it is known', async () => {
    const health = aHealthRecord('recorded', 9, 1);
    const rows = [aRevenue('sub_1', 2), aRevenue('sub#2', 2), aRevenue('sub_1', 9, { status: 'canceled' })];
    const open = aTask('recorded', 't1');
    const ended = anEnrollment('recorded', 'e1');
    const retired = anEnrollment('recorded', 'e2');
    await world.accounts.commit('recorded', [
      { kind: 'contact', contact: aContact('c1') },
      { kind: 'task', task: open },
      ...[ended, retired].map(enrollment => ({ kind: 'enroll', enrollment }) as const),
      { kind: 'mark', event: anEvent('recorded', 'm1', { occurredAt: march(3) }) },
      { kind: 'health', record: health },
      ...rows.toReversed().map(row => ({ kind: 'revenue', row }) as const),
    ]);
    const recorded = async () =>
      (await Array.fromAsync(world.all.records())).filter(({ account }) => account === 'recorded');
    expect(await recorded()).toEqual([]);

    await world.accounts.commit('recorded', [
      { kind: 'profile', profile: aProfile('recorded') },
      { kind: 'exit', enrollment: 'e1', reason: 'left', at: march(5), reached: true },
      { kind: 'retire', enrollment: retired },
    ]);
    const [record] = await recorded();
    const ordered = rows.toSorted((a, b) => (`${a.at}#${a.subscription}` < `${b.at}#${b.subscription}` ? -1 : 1));
    expect(
      record && {
        ...record,
        usage: [...record.usage].map(({ id }) => id),
        enrollments: record.enrollments.map(each => [each.id, each.reached]).sort(),
      },
    ).toEqual({
      account: 'recorded',
      profile: aProfile('recorded'),
      enrollments: [
        ['e1', true],
        ['e2', undefined],
      ],
      revenue: ordered,
      tasks: [open],
      health: [health],
      usage: ['segment:m1'],
    });
    const found = await Array.fromAsync(world.accountRecords.of(['nobody', 'recorded']));
    expect(found.map(plain)).toEqual(record && [plain(record)]);
    expect(await world.revenue.ofAccount('recorded')).toEqual(ordered);
    const all = (await Array.fromAsync(world.revenue.all())).flat().filter(({ account }) => account === 'recorded');
    expect(all.map(({ account: _, ...row }) => row)).toEqual(ordered);
  });

  test('what a subscription brought is said once for an instant, the last word of it', async () => {
    for (const mrr of [100, 200])
      await world.accounts.commit('again', [{ kind: 'revenue', row: aRevenue('s', 2, { mrr }) }]);
    expect(await world.revenue.ofAccount('again')).toEqual([aRevenue('s', 2, { mrr: 200 })]);
  });

  test('what still waits is told by who it waits for', async () => {
    const events = [
      anEvent('lost', 'w1'),
      anEvent('lost', 'w2'),
      anEvent(undefined, 'w3', { customer: 'paddle:ctm_1' }),
      anEvent(undefined, 'w4'),
    ];
    for (const event of events) await world.accounts.commit('lost', [{ kind: 'waiting', event }]);
    await world.accounts.commit('lost', [{ kind: 'noLongerWaiting', event: anEvent('lost', 'w2') }]);
    for (const user of ['zoe', 'ann'])
      await world.directory.keep(
        { user },
        {
          id: `segment:${user}`,
          receivedAt: march(20),
          because: 'unknown',
          call: { type: 'track', messageId: user, user, event: 'Signed In', values: {} },
        },
      );

    expect(await world.all.stillWaiting()).toEqual([
      { of: { account: 'lost' }, events: 1 },
      { of: { customer: 'paddle:ctm_1' }, events: 1 },
      { of: 'unmatched', events: 1 },
      { of: { users: ['ann', 'zoe'] }, events: 2 },
    ]);
  });
};
