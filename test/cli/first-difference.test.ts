import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDifference } from '../../engine/cli/first-difference.ts';

test('the same timelines have none', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), lines => {
      expect(firstDifference(lines, [...lines])).toBeUndefined();
    }),
  );
});

test('the first line that differs is told, with what each says there', () => {
  expect(firstDifference(['a', 'b', 'c'], ['a', 'x', 'y'])).toEqual({ line: 2, one: 'b', other: 'x' });
});

test('one that ends before the other differs where it ends', () => {
  expect(firstDifference(['a'], ['a', 'b'])).toEqual({ line: 2, one: 'nothing: it has ended', other: 'b' });
});
