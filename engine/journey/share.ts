import type { Condition, ShareComparison } from '../definition/condition.ts';
import { AuthoringError } from './authoring-error.ts';
import { plainData } from './plain-data.ts';

/** A share, such as that of the key features used: `adoption().below(0.2)` is less than 20 %, compared exactly. */
export interface Share {
  above(share: number): Condition;
  below(share: number): Condition;
  atLeast(share: number): Condition;
  atMost(share: number): Condition;
}

/** `of` says what it is a share of; `most` is the greatest share that makes sense. */
export const shareOf = (
  name: string,
  of: string,
  condition: (share: { comparison: ShareComparison; basisPoints: number }) => Condition,
  most = 1,
): Share => {
  const compare = (comparison: ShareComparison) => (share: number) =>
    plainData(condition({ comparison, basisPoints: basisPoints(`${name}.${comparison}`, of, share, most) }));
  return Object.freeze({
    above: compare('above'),
    below: compare('below'),
    atLeast: compare('atLeast'),
    atMost: compare('atMost'),
  });
};

/** In ten-thousandths. @throws AuthoringError when it is not a whole number of them, or above `most`. */
export const basisPoints = (name: string, of: string, share: number, most = 1): number => {
  const points = Math.round(share * 10_000);
  if (points >= 0 && points <= most * 10_000 && Math.abs(points - share * 10_000) < 1e-6) return points;
  const fix =
    share > most && share <= 100
      ? `Write ${share / 100} for ${share} %.`
      : `Write 0 to ${most} in steps of 0.0001, such as 0.2 for 20 %.`;
  throw new AuthoringError(`${name}(${share}): that is not a share of ${of}. ${fix}`);
};
