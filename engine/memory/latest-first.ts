import type { Instant } from '../kernel/instant.ts';
import { isAlive } from '../ports/retention.ts';
import type { ExpiringRows } from './expiring-rows.ts';
import { rowsBetween } from './rows.ts';

/** A page of rows keyed by time, the latest first. Expired rows are left out, so a page may be short. */
export const latestLasting = <Value>(
  { rows }: ExpiringRows<Value>,
  { limit, before, now }: { limit: number; before?: string | undefined; now: Instant },
): { found: Value[]; isLast: boolean } => {
  // `~` sorts behind every instant.
  const page = rowsBetween(rows, '', before ?? '~').slice(-limit);
  const alive = page.filter(row => isAlive(row, now));
  return { found: alive.map(({ value }) => value).reverse(), isLast: page.length < limit };
};
