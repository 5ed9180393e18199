import type { Ago, Fraction, Mean } from '../account/health-inputs.ts';

export const unknown = 'unknown';

/** Rounded down, so that what is told never reaches a border that the share did not. */
export const formatPercent = (share: Fraction | null): string =>
  share === null || share.whole === 0 ? unknown : `${Math.floor((100 * share.part) / share.whole)} %`;

export const formatMean = (of: Mean | null): string =>
  of === null ? unknown : (Math.floor((10 * of.sum) / of.count) / 10).toFixed(1);

export const formatAgo = (value: Ago | null): string =>
  value === null ? unknown : value === 'never' ? 'never' : value === 1 ? '1 day ago' : `${value} days ago`;

export const formatYesNo = (value: boolean | null): string => (value === null ? unknown : value ? 'yes' : 'no');
