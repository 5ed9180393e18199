import { percentile } from '../../numbers/figure.ts';

export interface MedianInterval {
  median: number;
  /** Absent for fewer than six values, of which none can be told at 95 %. */
  interval?: [low: number, high: number];
}

/**
 * The median of some values with its 95 % interval by ranks, which asks for no distribution: the widest pair of ranks, as far from
 * both ends, that a binomial of one half leaves outside in at most 2.5 % on each side.
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
  // Beyond, half to that power is no number any more, and a normal distribution gives the same rank or the one beside it.
  if (count > 1_000) return Math.floor((count - z * Math.sqrt(count)) / 2);
  let [rank, below, term] = [0, 0, 0.5 ** count];
  for (let less = 0; below + term <= 0.025 && less < count; less++) {
    below += term;
    rank = less + 1;
    term *= (count - less) / (less + 1);
  }
  return rank;
};

/** 97.5 % of a normal distribution. */
const z = 1.959963984540054;
