import type { AmountComparison, ShareComparison, Window } from '../../domain/condition.ts';
import { counted, number, quoted } from './words.ts';

/** Counts are always known, so their opposite is exact: `at least 10 times`, or `fewer than 10 times`. */
export const tellAmount = (comparison: AmountComparison, amount: string, holds: boolean): string =>
  amounts[comparison](amount, holds);

export const tellShare = (comparison: ShareComparison, basisPoints: number, holds: boolean): string =>
  amounts[comparison](`${number(basisPoints / 100)} %`, holds);

/** How often something happens against before: `less than 60 % as often`. */
export const tellSlope = (comparison: ShareComparison, basisPoints: number, holds: boolean): string =>
  tellShare(comparison, basisPoints, holds).replace('fewer', 'less');

const amounts: Record<AmountComparison, (amount: string, holds: boolean) => string> = {
  above: (amount, holds) => `${holds ? 'more than' : 'at most'} ${amount}`,
  atMost: (amount, holds) => `${holds ? 'at most' : 'more than'} ${amount}`,
  atLeast: (amount, holds) => `${holds ? 'at least' : 'fewer than'} ${amount}`,
  below: (amount, holds) => `${holds ? 'fewer than' : 'at least'} ${amount}`,
  is: (amount, holds) => `${holds ? 'exactly' : 'not exactly'} ${amount}`,
};

export const tellWindow = (window: Window): string => {
  const tell = windows[window.kind] as (window: Window) => string;
  return tell(window);
};

const windows: { [Kind in Window['kind']]: (window: Extract<Window, { kind: Kind }>) => string } = {
  sinceEnrollment: () => 'since enrollment',
  sinceStep: ({ step }) => `since ${quoted(step)}`,
  within: ({ days }) => `within the last ${counted(days, 'day')}`,
  ever: () => 'at any time',
};
