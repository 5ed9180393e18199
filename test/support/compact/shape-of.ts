/** What JSON text says. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** In a shape: each value has its own, or nothing. */
export const own = '<own>';

/**
 * What more than half of the values have in common, in the form of one of them: `<own>` where none is usual, and `"key?": "<own>"` where the
 * key is not. Lists, objects with a `kind`, and objects of which few keys are usual are taken as a whole.
 */
export const shapeOf = (values: readonly JsonValue[]): JsonValue => {
  const open = values.filter(hasParts);
  const keys = keysInOrder(open.map(Object.keys));
  const usualKeys = keys.filter(key => isUsual(open.filter(each => Object.hasOwn(each, key)).length, open.length));
  if (!isUsual(open.length, values.length) || 4 * usualKeys.length < keys.length) return usualOf(values);
  return Object.fromEntries(
    keys.map(key => {
      if (key.endsWith('?')) throw new Error(`The key "${key}" would read as optional.`);
      return usualKeys.includes(key)
        ? [key, shapeOf(open.flatMap(each => (Object.hasOwn(each, key) ? [each[key] as JsonValue] : [])))]
        : [`${key}?`, own];
    }),
  );
};

/** What more than half of the values are, else `<own>`. */
export const usualOf = (values: readonly JsonValue[]): JsonValue => {
  const alike = Map.groupBy(values, value => JSON.stringify(value));
  return [...alike.values()].find(({ length }) => isUsual(length, values.length))?.[0] ?? own;
};

const isUsual = (count: number, all: number): boolean => 2 * count > all;

/** Whether values of the form are compared key by key. */
export const hasParts = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !('kind' in value) &&
  Object.keys(value).length > 0;

/** Every key once, each after the one that it first followed. */
const keysInOrder = (lists: readonly (readonly string[])[]): string[] => {
  const keys: string[] = [];
  for (const list of lists)
    for (const [at, key] of list.entries())
      if (!keys.includes(key)) keys.splice(at === 0 ? 0 : keys.indexOf(list[at - 1] as string) + 1, 0, key);
  return keys;
};
