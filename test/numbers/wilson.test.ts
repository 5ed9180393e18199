import { expect, it } from 'vitest';
import { interval95 } from '../../engine/numbers/wilson.ts';

/**
 * The first four are published: R. G. Newcombe, "Two-sided confidence intervals for the single proportion" (Statistics in Medicine 17,
 * 1998), table I, method 3. The others are of statsmodels 0.15.0: `proportion_confint(part, of, method='wilson')`, times 100.
 */
const independent: readonly (readonly [part: number, of: number, low: number, high: number, digits: number])[] = [
  [81, 263, 25.53, 36.62, 2],
  [15, 148, 6.24, 16.05, 2],
  [0, 20, 0, 16.11, 2],
  [1, 29, 0.61, 17.18, 2],
  [0, 1, 0, 79.345069, 6],
  [1, 1, 20.654931, 100, 6],
  [1, 10, 1.787621, 40.415003, 6],
  [5, 10, 23.659309, 76.340691, 6],
  [10, 10, 72.24672, 100, 6],
  [12, 60, 11.828505, 31.781806, 6],
  [500, 1000, 46.90696, 53.09304, 6],
  [29, 30, 83.329609, 99.409141, 6],
];

it.each(independent)('the interval of %i of %i is what others compute', (part, of, low, high, digits) => {
  const [from, to] = interval95(part, of);
  expect(from.toFixed(digits)).toBe(low.toFixed(digits));
  expect(to.toFixed(digits)).toBe(high.toFixed(digits));
});
