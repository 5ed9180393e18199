import { fewestCounted, widthAt } from './lift-interval.ts';

/**
 * The smallest lift, as a fraction, that experiments of that size detect with 80 % power: the interval is above zero.
 * `rate`: fraction of accounts that reach the goal without it. `null` if even a lift to 100 % would not be detected.
 */
export const visibleLift = (
  { group, against }: { group: number; against: number },
  rate: number,
  error = 0.05,
): number | null => {
  if (Math.min(group, against) < fewestCounted) return null;
  const width = widthAt(group + against, error) + fourInFive;
  const isSeen = (lift: number) => {
    const share = rate + lift;
    return lift >= width * Math.sqrt((share * (1 - share)) / group + (rate * (1 - rate)) / against);
  };
  if (!isSeen(1 - rate)) return null;
  let [unseen, seen] = [0, 1 - rate];
  while (seen - unseen > 1e-4) {
    const middle = (unseen + seen) / 2;
    if (isSeen(middle)) seen = middle;
    else unseen = middle;
  }
  return seen;
};

/** The 80 % quantile of the standard normal distribution. */
const fourInFive = 0.8416212335729143;
