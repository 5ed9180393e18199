import type { Scalar } from '../kernel/scalar.ts';
import type { ShareOfLength } from './anchor.ts';

/** 100 years, in days: longer lengths are mistakes, and exceed the calendar. */
const longest = 36_525;

/**
 * The day of a length that is the stated share of it, rounded down, but never day 0. With day 10 of 14 and day 14 of 30,
 * it is day 5 of 7, day 12 of 21 and day 28 of 60.
 */
export const shareOfLength = ({ points }: Pick<ShareOfLength, 'points'>, stated: Scalar | undefined): number => {
  const shortest = points[0];
  if (shortest === undefined) throw new RangeError('A share of a length needs one point at least.');
  const length = typeof stated === 'number' && stated > 0 && stated <= longest ? stated : shortest.length;
  const longer = points.findIndex(point => point.length >= length);
  const from = longer === -1 ? points.at(-1) : points[longer - 1];
  const to = longer === -1 ? undefined : points[longer];
  // Whole numbers throughout, so that a border is never a matter of rounding.
  if (from === undefined || to === undefined) {
    const only = from ?? to ?? shortest;
    return Math.max(1, Math.floor((only.day * length) / only.length));
  }
  const days = from.day * (to.length - from.length) + (to.day - from.day) * (length - from.length);
  return Math.max(1, Math.floor(days / (to.length - from.length)));
};
