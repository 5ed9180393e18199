import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { loadAhead } from '../../engine/numbers/load-ahead.ts';
import { now } from '../support/touch.ts';

const team = [{ id: 'maya', name: 'Maya', email: 'maya@example.com', capacity: 3 }];
const inDays = (days: number) => ({ at: plusSeconds(now, days * 86_400), owner: 'maya' });
const load = (open: number, ...days: number[]) =>
  loadAhead({ at: now, open: Array(open).fill('maya'), coming: days.map(inDays), csms: [], team, pools: [] });

it('tells in which week a CSM has more than they can carry', () => {
  expect(load(2, 3, 8)).toMatchObject([{ csm: 'maya', open: 2, tasks: [1, 1, 0, 0], capacity: 3, overInWeek: 2 }]);
  expect(load(3)).toMatchObject([{ overInWeek: null }]);
  expect(load(4)).toMatchObject([{ overInWeek: 0 }]);
});

it('tells of those who have nothing only where they are asked for', () => {
  expect(loadAhead({ at: now, open: [], coming: [], csms: ['tom'], team, pools: [] })).toMatchObject([
    { csm: 'tom', open: 0, tasks: [0, 0, 0, 0], overInWeek: null },
  ]);
});

it('counts each task to come within four weeks once', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 60, noNaN: true })), days => {
      const within = days.filter(day => inDays(day).at <= inDays(28).at).length;
      const counted = load(0, ...days).flatMap(({ tasks }) => tasks);
      expect(counted.reduce((sum, each) => sum + each, 0)).toBe(within);
    }),
  );
});
