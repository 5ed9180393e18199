import type { Ago, Fraction, Mean } from '../account/health-inputs.ts';

export const reaches = (share: Fraction | null, percent: number): boolean | null =>
  share === null ? null : share.part * 100 >= percent * share.whole;

/** `least` in tenths at the finest, which whole numbers compare exactly. */
export const meanReaches = (mean: Mean | null, least: number): boolean | null =>
  mean === null ? null : 10 * mean.sum >= Math.round(10 * least) * mean.count;

export const happenedWithin = (ago: Ago | null, days: number): boolean | null =>
  ago === null ? null : ago !== 'never' && ago <= days;

export const opposite = (holds: boolean | null): boolean | null => (holds === null ? null : !holds);

export const noneOf = (held: readonly (boolean | null)[]): boolean | null =>
  held.includes(true) ? false : held.includes(null) ? null : true;
