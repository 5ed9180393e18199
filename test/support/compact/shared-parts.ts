import { mapped } from './abbreviated.ts';
import { hasParts, type JsonObject, type JsonValue } from './shape-of.ts';

/** What is short enough to be said again. */
const short = 60;

/**
 * What a value says more than once at one of the keys, alone or as an item of a list, by the name that `value` has in
 * its place: `<Output>`, `<Retry TouchHeld>`. `withParts` reverses it.
 */
export const sharedParts = (value: JsonValue, keys: readonly string[]): { shared: JsonObject; value: JsonValue } => {
  const isNamed = (part: JsonValue, key: string) =>
    keys.includes(key) && !Array.isArray(part) && JSON.stringify(part).length > short;
  const times = new Map<string, number>();
  const count = (part: JsonValue, key: string): JsonValue => {
    const text = textAt(part, key);
    times.set(text, (times.get(text) ?? 0) + 1);
    // What is in a part that was said before is said there.
    return times.get(text) === 1 || !isNamed(part, key) ? visited(part, key, count) : part;
  };
  visited(value, '', count);
  const said = JSON.stringify(value);
  const shared: JsonObject = {};
  const names = new Map<string, string>();
  const replaced = (part: JsonValue, key: string): JsonValue => {
    const text = textAt(part, key);
    if (!isNamed(part, key) || (times.get(text) ?? 0) < 2) return visited(part, key, replaced);
    const name = names.get(text) ?? nameFor(nameOf(part, key), each => each in shared || said.includes(`"<${each}>"`));
    if (!names.has(text)) {
      names.set(text, name);
      shared[name] = null;
      shared[name] = visited(part, key, replaced);
    }
    return `<${name}>`;
  };
  return { value: visited(value, '', replaced), shared };
};

/** The value with what it shares in its place again. */
export const withParts = (value: JsonValue, shared: JsonObject): JsonValue => {
  const restored = (part: JsonValue): JsonValue => {
    const name = typeof part === 'string' ? /^<(.*)>$/s.exec(part)?.[1] : undefined;
    return name !== undefined && Object.hasOwn(shared, name) ? restored(shared[name] ?? null) : mapped(part, restored);
  };
  return restored(value);
};

const textAt = (part: JsonValue, key: string) => `${key} ${JSON.stringify(part)}`;

/** Every part changed, with its key; an item has that of its list. */
const visited = (value: JsonValue, key: string, change: (part: JsonValue, key: string) => JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(item => change(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part, key)]));
};

/** By the first error that it is for, if it is for errors. */
const nameOf = (part: JsonValue, key: string): string =>
  hasParts(part) && Array.isArray(part.ErrorEquals) ? `${key} ${part.ErrorEquals[0]}` : key;

const nameFor = (key: string, isTaken: (name: string) => boolean, count = 1): string => {
  const name = count === 1 ? key : `${key} ${count}`;
  return isTaken(name) ? nameFor(key, isTaken, count + 1) : name;
};
