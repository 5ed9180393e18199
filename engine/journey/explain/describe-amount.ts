import type { AmountComparison, ShareComparison, Window } from '../../definition/condition.ts';
import { counted, formatNumber } from '../../kernel/counted.ts';
import { quoted } from './words.ts';

/** Counts are always known, so their opposite is exact: `at least 10 times`, or `fewer than 10 times`. */
export const describeAmount = (comparison: AmountComparison, amount: string, holds: boolean): string =>
  amounts[comparison](amount, holds);

export const formatShare = (comparison: ShareComparison, basisPoints: number, holds: boolean): string =>
  amounts[comparison](`${formatNumber(basisPoints / 100)} %`, holds);

/** How much of a whole: `fewer than 20 % of the 8 key features`, `all of its seats`. */
export const describePart = (
  comparison: ShareComparison,
  basisPoints: number,
  holds: boolean,
  whole: string,
): string => {
  const isWhole = basisPoints === 10_000 && (comparison === 'atLeast' || comparison === 'below');
  const share = (comparison === 'atLeast') === holds ? 'all' : 'not all';
  return `${isWhole ? share : formatShare(comparison, basisPoints, holds)} of ${whole}`;
};

/** How often something happens against before: `less than 60 % as` often `as`, `more` often `than`. */
export interface Slope {
  amount: string;
  than: 'as' | 'than';
}

export const formatSlope = (comparison: ShareComparison, basisPoints: number, holds: boolean): Slope =>
  comparison === 'above' && basisPoints === 10_000
    ? { amount: holds ? 'more' : 'no more', than: 'than' }
    : { amount: `${formatShare(comparison, basisPoints, holds).replace('fewer', 'less')} as`, than: 'as' };

const amounts: Record<AmountComparison, (amount: string, holds: boolean) => string> = {
  above: (amount, holds) => `${holds ? 'more than' : 'at most'} ${amount}`,
  atMost: (amount, holds) => `${holds ? 'at most' : 'more than'} ${amount}`,
  atLeast: (amount, holds) => `${holds ? 'at least' : 'fewer than'} ${amount}`,
  below: (amount, holds) => `${holds ? 'fewer than' : 'at least'} ${amount}`,
  is: (amount, holds) => `${holds ? 'exactly' : 'not exactly'} ${amount}`,
};

export const describeWindow = (window: Window): string => {
  const tell = windows[window.kind] as (window: Window) => string;
  return tell(window);
};

const windows: { [Kind in Window['kind']]: (window: Extract<Window, { kind: Kind }>) => string } = {
  sinceEnrollment: () => 'since enrollment',
  sinceStep: ({ step }) => `since ${quoted(step)}`,
  within: ({ days }) => `within the last ${counted(days, 'day')}`,
  ever: () => 'at any time',
};
