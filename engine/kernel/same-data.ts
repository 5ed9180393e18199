/** Whether two plain data values are equal, ignoring key order and keys whose value is undefined. */
export const sameData = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, at) => sameData(each, b[at]))
    );
  return saysAll(a as Fields, b as Fields) && saysAll(b as Fields, a as Fields, isSaid);
};

type Fields = Readonly<Record<string, unknown>>;

/** Whether `other` has the same value for every defined field of `one`. */
const saysAll = (one: Fields, other: Fields, same = sameData): boolean => {
  for (const name of Object.keys(one))
    if (one[name] !== undefined && !(Object.hasOwn(other, name) && same(one[name], other[name]))) return false;
  return true;
};

const isSaid = (_: unknown, value: unknown): boolean => value !== undefined;
