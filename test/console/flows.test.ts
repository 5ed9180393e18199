import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flowsOf } from '../../console/parts/flows.ts';

const arrow = (from: string, to: string) => ({ from, to });
const diamond = [arrow('a', 'b'), arrow('b', 'c'), arrow('b', 'd'), arrow('c', 'd'), arrow('d', 'e')];

it('gives an arrow what came and went at its ends, and the rest to the one beside it', () => {
  const passed = { b: { in: 10, out: 9 }, c: { in: 4, out: 3 }, d: { in: 8, out: 8 } };
  expect(flowsOf(diamond, passed)).toEqual([10, 4, 5, 3, 8]);
});

it('says nothing of arrows among which it cannot tell', () => {
  const arrows = [arrow('a', 'c'), arrow('a', 'd'), arrow('b', 'c'), arrow('b', 'd')];
  expect(flowsOf(arrows, { c: { in: 3 }, d: { in: 4 }, a: { out: 5 } })).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it('finds again what really flowed, wherever it says something', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100), { minLength: 5, maxLength: 5 }), real => {
      const sum = (end: 'from' | 'to', box: string) =>
        diamond.reduce((all, each, n) => all + (each[end] === box ? (real[n] ?? 0) : 0), 0);
      const passed = Object.fromEntries(
        ['b', 'c', 'd'].map(box => [box, { in: sum('to', box), out: sum('from', box) }]),
      );
      expect(flowsOf(diamond, passed)).toEqual(real);
    }),
  );
});
