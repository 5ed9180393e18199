import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../engine/kernel/instant.ts';
import { rankTasks } from '../../engine/tasks/rank-tasks.ts';
import { aTask } from '../support/tasks.ts';

const now = '2026-03-10T08:00:00.000Z';
const rank = (...tasks: Parameters<typeof aTask>[0][]) =>
  rankTasks(
    tasks.map(each => aTask({ status: 'acknowledged', ...each })),
    now,
    'Europe/Berlin',
  );
const order = (...tasks: Parameters<typeof aTask>[0][]) =>
  rank(...tasks).map(({ task, group }) => `${group} ${task.id}`);

describe('the tasks of today', () => {
  it('are those that were missed or are due before the day of the reader is over', () => {
    expect(
      order(
        { id: 'tonight', dueAt: '2026-03-10T22:59:00.000Z' },
        { id: 'tomorrow', dueAt: '2026-03-10T23:00:00.000Z' },
        { id: 'missed', dueAt: '2026-03-20T09:00:00.000Z', breachedAt: '2026-03-09T09:00:00.000Z' },
        {
          id: 'asleep',
          status: 'snoozed',
          snoozedUntil: '2026-03-11T09:00:00.000Z',
          dueAt: '2026-03-09T09:00:00.000Z',
        },
        { id: 'done', status: 'resolved' },
      ),
    ).toEqual(['now missed', 'now tonight', 'next tomorrow', 'snoozed asleep']);
  });

  it('come by money times lateness, and who pays nothing is not forgotten', () => {
    const late = (days: number) => instant(Date.parse(now) - days * 86_400_000);
    expect(
      order(
        { id: 'small', arrAtStake: 6_000, dueAt: late(2) },
        { id: 'large', arrAtStake: 24_000, dueAt: late(0) },
        { id: 'free', arrAtStake: null, dueAt: late(30) },
      ),
    ).toEqual(['now free', 'now large', 'now small']);
  });

  it('keep each task once, in groups, whatever their times', () => {
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-06-01'), noInvalidDate: true });
    const aRow = fc.record({
      id: fc.uuid(),
      status: fc.constantFrom('open' as const, 'acknowledged' as const),
      arrAtStake: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
      dueAt: moment.map(date => date.toISOString()),
      acknowledgeBy: moment.map(date => date.toISOString()),
    });
    fc.assert(
      fc.property(fc.uniqueArray(aRow, { selector: ({ id }) => id }), tasks => {
        const ranked = rank(...tasks);
        expect(ranked.map(({ task }) => task.id).sort()).toEqual(tasks.map(({ id }) => id).sort());
        const groups = ranked.map(({ group }) => group);
        expect(groups).toEqual(groups.toSorted((a, b) => (a === b ? 0 : a === 'now' ? -1 : 1)));
      }),
    );
  });
});
