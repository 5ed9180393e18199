import { fewestCounted, widthAt } from './lift-interval.ts';

/**
 * The least lift, as a fraction, that four out of five experiments of that size see: whose interval is above zero by then. `rate`: of the
 * accounts that reach the goal without it. Null where even a lift to all of them would not be seen.
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

/** 80 % of a normal distribution. */
const fourInFive = 0.8416212335729143;
