import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mediansOf } from '../../engine/account/medians.ts';
import { figureName } from '../../engine/definition/figure-name.ts';

const ofSignIns = (...numbers: number[]) => mediansOf(numbers.map(signIns => ({ signIns }))).signIns;
const numbers = fc.array(fc.nat(10_000), { minLength: 5, maxLength: 60 });

test('a figure has one name, however the keys of its step were ordered on the way', () => {
  const features = { projects: 'Project Created', tasks: 'Task Completed' };
  const turned = { tasks: 'Task Completed', projects: 'Project Created' };
  const window = { kind: 'within', days: 30 } as const;
  const one = figureName({ kind: 'featuresUsed', features, window });
  expect(figureName({ window: { days: 30, kind: 'within' }, features: turned, kind: 'featuresUsed' })).toBe(one);
  expect(figureName({ kind: 'featuresUsed', features, window: { ...window, days: 31 } })).not.toBe(one);
});

describe('the median of a plan', () => {
  test('is the account in the middle, or between the two in the middle', () => {
    expect(ofSignIns(9, 1, 5, 3, 7)).toBe(5);
    expect(ofSignIns(9, 1, 5, 3, 7, 2)).toBe(4);
    expect(ofSignIns(0, 0, 0, 0, 1_000)).toBe(0);
  });

  test('is not told of four accounts, and is of five', () => {
    expect(ofSignIns(1, 2, 3, 4)).toBeUndefined();
    expect(ofSignIns(1, 2, 3, 4, 5)).toBe(3);
    expect(mediansOf([])).toEqual({});
  });

  test('counts for each figure only the accounts that have it', () => {
    const accounts: Record<string, number>[] = [1, 2, 3, 4].map(signIns => ({ signIns, features: 1 }));
    expect(mediansOf([...accounts, { signIns: 5 }])).toEqual({ signIns: 3 });
  });

  test('has at most half of the accounts below it, and at most half above', () => {
    fc.assert(
      fc.property(numbers, each => {
        const median = ofSignIns(...each) ?? Number.NaN;
        expect(each.filter(number => number < median - 0.5).length).toBeLessThanOrEqual(each.length / 2);
        expect(each.filter(number => number > median).length).toBeLessThanOrEqual(each.length / 2);
      }),
    );
  });

  test('is the same in whatever order the accounts come', () => {
    const shuffled = numbers.chain(each =>
      fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length })),
    );
    fc.assert(
      fc.property(shuffled, ([each, other]) => {
        expect(ofSignIns(...other)).toBe(ofSignIns(...each));
      }),
    );
  });
});
