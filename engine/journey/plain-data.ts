import { AuthoringError } from './authoring-error.ts';

/**
 * A deeply frozen copy of plain data, without what is undefined and without methods.
 * @throws AuthoringError when something in it could not be written as JSON.
 */
export const plainData = <Data>(data: Data, where = 'data'): Data => copy(data, where) as Data;

const copy = (value: unknown, where: string): unknown => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  // JSON knows no negative zero.
  if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? 0 : value;
  if (Array.isArray(value)) return Object.freeze(value.map((item, index) => copy(item, `${where}[${index}]`)));
  if (typeof value === 'object' && isPlain(value)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.freeze(Object.fromEntries(entries.map(([key, item]) => [key, copy(item, `${where}.${key}`)])));
  }
  throw new AuthoringError(
    `${where}: ${nameOf(value)} is not plain data. A journey is data: use strings, finite numbers, booleans, null, lists and records.`,
  );
};

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const nameOf = (value: unknown): string => {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return `a ${value.constructor?.name ?? 'special object'}`;
  return String(value);
};

/** Frozen data with methods that only its author sees: copies, comparisons and JSON see the data alone. */
export const withMethods = <Data extends object, Methods extends object>(
  data: Data,
  methods: Methods,
): Data & Methods => {
  const hidden = Object.entries(methods).map(([name, value]) => [name, { value }]);
  return Object.freeze(Object.defineProperties({ ...plainData(data) } as Data & Methods, Object.fromEntries(hidden)));
};
