import { percentile } from '../../numbers/figure.ts';

export interface MedianInterval {
  median: number;
  /** Absent for fewer than six values: there is no 95 % interval for so few. */
  interval?: [low: number, high: number];
}

/**
 * The median of some values with its distribution-free 95 % interval: the values at the innermost pair of symmetric
 * ranks for which a binomial with p = 1/2 falls outside in at most 2.5 % on each side.
 */
export const medianInterval = (values: readonly number[]): MedianInterval | undefined => {
  const median = percentile(values, 50);
  if (median === null) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = outerRank(values.length);
  const [low, high] = [sorted[rank - 1], sorted[values.length - rank]];
  return {
    median,
    ...(low !== undefined && high !== undefined && rank > 0 && { interval: [low, high] as [number, number] }),
  };
};

/** The highest rank that at most 2.5 % of samples have the median below; 0 where there is none. */
export const outerRank = (count: number): number => {
  // Beyond that, 0.5 ** count underflows, and the normal approximation gives the same rank or a neighboring one.
  if (count > 1_000) return Math.floor((count - z * Math.sqrt(count)) / 2);
  let [rank, below, term] = [0, 0, 0.5 ** count];
  for (let less = 0; below + term <= 0.025 && less < count; less++) {
    below += term;
    rank = less + 1;
    term *= (count - less) / (less + 1);
  }
  return rank;
};

/** The 97.5 % quantile of the standard normal distribution. */
const z = 1.959963984540054;
