import { chiSquaredTail } from './chi-squared-tail.ts';

/** Below this the groups are not as large as they were meant to be, and nothing can be told from them. */
export const ratioLevel = 0.001;

/** Of groups that should be smaller, chi squared tells nothing. */
const fewestExpected = 5;

/**
 * Pearson's chi-squared test of whether groups are as large as their weights say: the probability of sizes so far off by chance; null where
 * one of them is too small to tell. @param groups at least two, of weights above zero
 */
export const sampleRatio = (groups: readonly { size: number; weight: number }[]): number | null => {
  const [size, weight] = [sumOf(groups.map(each => each.size)), sumOf(groups.map(each => each.weight))];
  const expected = groups.map(each => (size * each.weight) / weight);
  if (expected.some(each => each < fewestExpected)) return null;
  const value = sumOf(groups.map((each, index) => (each.size - (expected[index] ?? 0)) ** 2 / (expected[index] ?? 1)));
  return chiSquaredTail(value, groups.length - 1);
};

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
