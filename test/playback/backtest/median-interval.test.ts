import { describe, expect, it } from 'vitest';
import { medianInterval, outerRank } from '../../../engine/playback/backtest/median-interval.ts';

describe('the interval of a median', () => {
  // scipy 1.17.1: binom.ppf(0.025, n, 0.5).
  it.each([
    [1, 0],
    [5, 0],
    [6, 1],
    [8, 1],
    [9, 2],
    [11, 2],
    [12, 3],
    [20, 6],
    [25, 8],
    [50, 18],
    [100, 40],
    [1000, 469],
    [1500, 712],
    [20000, 9861],
  ])('of %i values begins at rank %i', (count, rank) => expect(outerRank(count)).toBe(rank));

  it('is left out where there are too few values, and there is no median of none', () => {
    expect(medianInterval([])).toBeUndefined();
    expect(medianInterval([9, 3, 5])).toEqual({ median: 5 });
    expect(medianInterval([7, 1, 6, 2, 5, 3, 4, 9, 8])).toEqual({ median: 5, interval: [2, 8] });
  });
});
