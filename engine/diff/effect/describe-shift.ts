import { counted } from '../../kernel/counted.ts';

/** `2 days`, `3 hours`, `5 minutes`; a day may have 23 or 25 hours. `undefined` below one minute. */
export const describeShift = (seconds: number): string | undefined => {
  const size = Math.abs(seconds);
  if (size < 60) return undefined;
  if (size >= 20 * 3_600) return counted(Math.round(size / 86_400), 'day');
  return size >= 3_600 ? counted(Math.round(size / 3_600), 'hour') : counted(Math.round(size / 60), 'minute');
};
