import type { Instant } from '../kernel/instant.ts';
import { type Expiry, isAlive } from '../ports/retention.ts';
import { deleteRow, newRows, putRow, type Rows, rowAt, rowsBetween } from './rows.ts';

/** Rows that expire: reads leave out expired rows, and a write removes them once there are `pruneAtSize` rows. */
export interface ExpiringRows<Value> {
  rows: Rows<Expiring<Value>>;
  pruneAtSize: number;
}

interface Expiring<Value> {
  value: Value;
  expiresAt: Expiry;
}

const fewest = 32;
/** A `pruneAtSize` that never prunes, because the report after a playback still reads expired rows. */
export const keptForGood = Number.POSITIVE_INFINITY;

export const newExpiringRows = <Value>(pruneAtSize = fewest): ExpiringRows<Value> => ({ rows: newRows(), pruneAtSize });

export const expiringAt = <Value>({ rows }: ExpiringRows<Value>, key: string, now: Instant): Value | undefined => {
  const row = rowAt(rows, key);
  return row && isAlive(row, now) ? row.value : undefined;
};

/** Values whose keys are in [from, to), in the order of the keys. */
export const expiringBetween = <Value>(
  { rows }: ExpiringRows<Value>,
  from: string,
  to: string,
  now: Instant,
): Value[] => rowsBetween(rows, from, to).flatMap(row => (isAlive(row, now) ? [row.value] : []));

export const allExpiring = <Value>({ rows }: ExpiringRows<Value>, now: Instant): Value[] =>
  rows.values.flatMap(row => (isAlive(row, now) ? [row.value] : []));

export const putExpiring = <Value>(
  expiring: ExpiringRows<Value>,
  key: string,
  row: Expiring<Value>,
  now: Instant,
): void => {
  if (expiring.rows.keys.length >= expiring.pruneAtSize) prune(expiring, now);
  putRow(expiring.rows, key, row);
};

/** Writes the row unless an unexpired one exists; returns the stored value. */
export const putExpiringFirst = <Value>(
  expiring: ExpiringRows<Value>,
  key: string,
  row: Expiring<Value>,
  now: Instant,
): Value => {
  const known = expiringAt(expiring, key, now);
  if (known === undefined) putExpiring(expiring, key, row, now);
  return known ?? row.value;
};

export const deleteExpiring = <Value>({ rows }: ExpiringRows<Value>, key: string): void => deleteRow(rows, key);

const prune = <Value>(expiring: ExpiringRows<Value>, now: Instant): void => {
  const { keys, values } = expiring.rows;
  const alive = values.map(row => isAlive(row, now));
  expiring.rows = { keys: keys.filter((_, place) => alive[place]), values: values.filter((_, place) => alive[place]) };
  expiring.pruneAtSize = Math.max(fewest, 2 * expiring.rows.keys.length);
};
