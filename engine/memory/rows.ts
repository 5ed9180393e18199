/**
 * Values by key, in DynamoDB's order of strings: by their UTF-8 bytes. Plain data without methods, because every
 * account has many.
 */
export interface Rows<Value> {
  keys: string[];
  values: Value[];
  /** Cached result of `allRows`, until the next write. */
  all?: readonly Value[] | undefined;
}

export const newRows = <Value>(): Rows<Value> => ({ keys: [], values: [] });

export const rowAt = <Value>(rows: Rows<Value>, key: string): Value | undefined => {
  const place = placeOf(rows.keys, key);
  return rows.keys[place] === key ? rows.values[place] : undefined;
};

export const putRow = <Value>(rows: Rows<Value>, key: string, value: Value): void => {
  const place = placeOf(rows.keys, key);
  rows.all = undefined;
  if (rows.keys[place] === key) {
    rows.values[place] = value;
  } else {
    rows.keys.splice(place, 0, key);
    rows.values.splice(place, 0, value);
  }
};

export const deleteRow = <Value>(rows: Rows<Value>, key: string): void => {
  const place = placeOf(rows.keys, key);
  if (rows.keys[place] !== key) return;
  rows.all = undefined;
  rows.keys.splice(place, 1);
  rows.values.splice(place, 1);
};

/**
 * All values, in the order of their keys. The array is frozen and cached until the next write, which makes a new one.
 */
export const allRows = <Value>(rows: Rows<Value>): readonly Value[] => {
  rows.all ??= Object.freeze([...rows.values]);
  return rows.all;
};

/** The first `atMost` values whose keys are in [from, to). */
export const rowsBetween = <Value>(rows: Rows<Value>, from: string, to: string, atMost = Number.POSITIVE_INFINITY) => {
  const start = placeOf(rows.keys, from);
  return rows.values.slice(start, Math.min(placeOf(rows.keys, to), start + atMost));
};

export const rowsUnder = <Value>(rows: Rows<Value>, prefix: string): Value[] =>
  rowsBetween(rows, prefix, behind(prefix));

/** The next string after this one. */
export const justAfter = (text: string): string => `${text}\0`;

/** Sorts behind every string with this prefix. */
export const behind = (prefix: string): string => `${prefix}\u{10ffff}`;

/** Index of the key, or where it belongs. Checks the end first, because most rows arrive in the order of their keys. */
const placeOf = (keys: readonly string[], key: string): number => {
  const last = keys.at(-1);
  if (last === undefined || byBytes(last, key) < 0) return keys.length;
  let [from, to] = [0, keys.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (byBytes(keys[middle] ?? '', key) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
};

/** Compares by code points, as UTF-8 bytes do; JavaScript compares UTF-16 units. */
export const byBytes = (a: string, b: string): number => {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (one !== other) return inUtf8(one) - inUtf8(other);
  }
  return a.length - b.length;
};

/** Rank of a UTF-16 unit: surrogates above all others, since they encode the highest code points. */
const inUtf8 = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);
