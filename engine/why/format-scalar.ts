import { dateIn } from '../definition/calendar.ts';
import { formatNumber } from '../kernel/counted.ts';
import type { TimeZone } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { formatDate } from './format-clock.ts';

/** The value of an attribute or a field: `high`, `1,200`, `March 2, 2026`, `unknown`. */
export const formatKnown = (value: Scalar | undefined, timezone: TimeZone): string => {
  if (value === null || value === undefined) return 'unknown';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const date = /^\d{4}-\d\d-\d\d/.test(value) ? dateIn(value, timezone) : undefined;
  return date === undefined ? value : formatDate(date);
};
