import type { Instant } from '../kernel/instant.ts';
import { type Expiry, isAlive } from '../ports/retention.ts';
import { deleteRow, newRows, putRow, type Rows, rowAt, rowsBetween } from './rows.ts';

/** Rows that expire: reading leaves out those whose time is over, and writing removes them, now and then. */
export interface LastingRows<Value> {
  rows: Rows<Lasting<Value>>;
  /** Number of rows at which the expired ones are removed. */
  pruneAt: number;
}

interface Lasting<Value> {
  value: Value;
  expiresAt: Expiry;
}

const fewest = 32;
/** Rows that the end of a playback tells of, though no function sees them any more. */
export const keptForGood = Number.POSITIVE_INFINITY;

export const newLastingRows = <Value>(pruneAt = fewest): LastingRows<Value> => ({ rows: newRows(), pruneAt });

export const lastingAt = <Value>({ rows }: LastingRows<Value>, key: string, now: Instant): Value | undefined => {
  const row = rowAt(rows, key);
  return row && isAlive(row, now) ? row.value : undefined;
};

/** In order, from that text on, up to another one and without it. */
export const lastingBetween = <Value>({ rows }: LastingRows<Value>, from: string, to: string, now: Instant): Value[] =>
  rowsBetween(rows, from, to).flatMap(row => (isAlive(row, now) ? [row.value] : []));

export const allLasting = <Value>({ rows }: LastingRows<Value>, now: Instant): Value[] =>
  rows.values.flatMap(row => (isAlive(row, now) ? [row.value] : []));

export const putLasting = <Value>(
  lasting: LastingRows<Value>,
  key: string,
  row: Lasting<Value>,
  now: Instant,
): void => {
  if (lasting.rows.keys.length >= lasting.pruneAt) prune(lasting, now);
  putRow(lasting.rows, key, row);
};

/** Keeps the row unless there is one that is not expired; returns what is kept. */
export const putLastingFirst = <Value>(
  lasting: LastingRows<Value>,
  key: string,
  row: Lasting<Value>,
  now: Instant,
): Value => {
  const known = lastingAt(lasting, key, now);
  if (known === undefined) putLasting(lasting, key, row, now);
  return known ?? row.value;
};

export const deleteLasting = <Value>({ rows }: LastingRows<Value>, key: string): void => deleteRow(rows, key);

const prune = <Value>(lasting: LastingRows<Value>, now: Instant): void => {
  const { keys, values } = lasting.rows;
  const alive = values.map(row => isAlive(row, now));
  lasting.rows = { keys: keys.filter((_, place) => alive[place]), values: values.filter((_, place) => alive[place]) };
  lasting.pruneAt = Math.max(fewest, 2 * lasting.rows.keys.length);
};
