import type { Comparison } from '../definition/comparison.ts';
import type { AmountComparison, ShareComparison } from '../definition/condition.ts';
import { isSameWord } from '../kernel/same-word.ts';
import type { Scalar } from '../kernel/scalar.ts';

/**
 * A missing value passes no comparison but `missing` and `isNot`; numbers and dates compare only with their like. Texts are
 * equal in any spelling of the same word: a customer says `Free` of the plan that a journey calls `free`.
 */
export const compare = (
  actual: Scalar | undefined,
  comparison: Comparison,
  expected: Scalar | readonly Scalar[],
): boolean => {
  const missing = actual === undefined || actual === null;
  switch (comparison) {
    case 'exists':
      return !missing;
    case 'missing':
      return missing;
    case 'is':
      return !missing && isSameWord(actual, expected);
    case 'isNot':
      return missing || !isSameWord(actual, expected);
    case 'in':
      return !missing && Array.isArray(expected) && expected.some(each => isSameWord(actual, each));
    default:
      return ordered(actual, expected) && ordering[comparison](actual, expected);
  }
};

export const compareAmount = (actual: number, comparison: AmountComparison, expected: number): boolean =>
  compare(actual, comparison, expected);

/** Compares a part of a whole with a share, in integers. */
export const compareShare = (
  part: number,
  whole: number,
  { comparison, basisPoints }: { comparison: ShareComparison; basisPoints: number },
): boolean => compare(part * 10_000, comparison, basisPoints * whole);

const ordered = (actual: unknown, expected: unknown): boolean =>
  actual !== null &&
  expected !== null &&
  typeof actual === typeof expected &&
  (typeof actual === 'number' || typeof actual === 'string');

type Ordered = Scalar | readonly Scalar[] | undefined;
const ordering: Record<ShareComparison, (actual: Ordered, expected: Ordered) => boolean> = {
  above: (actual, expected) => (actual as number) > (expected as number),
  below: (actual, expected) => (actual as number) < (expected as number),
  atLeast: (actual, expected) => (actual as number) >= (expected as number),
  atMost: (actual, expected) => (actual as number) <= (expected as number),
};
