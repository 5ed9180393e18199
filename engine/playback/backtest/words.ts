import type { BacktestShare } from './backtest-schema.ts';

/** `25 % (16 to 37)`. */
export const formatInterval = ({ percent, interval }: BacktestShare): string =>
  percent === null || interval === undefined
    ? 'none'
    : `${Math.round(percent)} % (${Math.round(interval[0])} to ${Math.round(interval[1])})`;
