import { chiSquaredTail } from './chi-squared-tail.ts';

/** Below this probability, group sizes don't match their weights, and results are invalid. */
export const ratioLevel = 0.001;

/** The chi-squared test isn't valid for smaller expected group sizes. */
const fewestExpected = 5;

/**
 * Pearson's chi-squared test of whether group sizes match their weights: the probability of such a deviation by chance;
 * `null` if a group is too small for the test. @param groups at least two, with weights above zero
 */
export const sampleRatio = (groups: readonly { size: number; weight: number }[]): number | null => {
  const [size, weight] = [sumOf(groups.map(each => each.size)), sumOf(groups.map(each => each.weight))];
  const expected = groups.map(each => (size * each.weight) / weight);
  if (expected.some(each => each < fewestExpected)) return null;
  const value = sumOf(groups.map((each, index) => (each.size - (expected[index] ?? 0)) ** 2 / (expected[index] ?? 1)));
  return chiSquaredTail(value, groups.length - 1);
};

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
