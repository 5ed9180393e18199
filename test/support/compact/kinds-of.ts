import { mapped } from './abbreviated.ts';
import { type JsonObject, type JsonValue, shapeOf } from './shape-of.ts';

/** Shapes of each kind, with what several have in common under a name of its own. */
export interface Kinds {
  /** What a shape says as `<name>`. */
  shared: JsonObject;
  kinds: JsonObject;
}

/** What is short enough to be said again. */
const short = 60;

/** The shape of the values of each kind. What is the same in several, under the same key, is said once. */
export const kindsOf = (values: readonly { kind: string; value: JsonValue }[]): Kinds => {
  const byKind = [...Map.groupBy(values, ({ kind }) => kind)].sort(([one], [other]) => (one < other ? -1 : 1));
  const shapes = byKind.map(([kind, found]) => [kind, shapeOf(found.map(({ value }) => value))] as const);
  const seen = Map.groupBy(
    shapes.flatMap(([, shape]) => partsOf(shape)),
    text => text,
  );
  const said = JSON.stringify(shapes);
  const shared: JsonObject = {};
  const names = new Map<string, string>();
  const factored = (shape: JsonValue, key: string): JsonValue => {
    const text = `${key} ${JSON.stringify(shape)}`;
    if ((seen.get(text)?.length ?? 0) < 2) return withKeys(shape, factored);
    const name = names.get(text) ?? nameFor(key, each => each in shared || said.includes(`"<${each}>"`));
    names.set(text, name);
    shared[name] = shape;
    return `<${name}>`;
  };
  const kinds = Object.fromEntries(shapes.map(([kind, shape]) => [kind, withKeys(shape, factored)]));
  return { shared, kinds };
};

/** The shapes with everything in its place again. */
export const shapesIn = ({ shared, kinds }: Kinds): JsonObject => {
  const restored = (shape: JsonValue): JsonValue =>
    (typeof shape === 'string' ? shared[/^<(.*)>$/.exec(shape)?.[1] ?? ''] : undefined) ?? mapped(shape, restored);
  return mapped(kinds, restored) as JsonObject;
};

/** Keys with what is too long to be said twice. */
const partsOf = (shape: JsonValue): string[] =>
  typeof shape !== 'object' || shape === null || Array.isArray(shape)
    ? []
    : Object.entries(shape).flatMap(([key, part]) => {
        const text = JSON.stringify(part);
        return text.length > short ? [`${key} ${text}`, ...partsOf(part)] : [];
      });

const withKeys = (shape: JsonValue, change: (part: JsonValue, key: string) => JsonValue): JsonValue =>
  typeof shape !== 'object' || shape === null || Array.isArray(shape)
    ? shape
    : Object.fromEntries(Object.entries(shape).map(([key, part]) => [key, change(part, key)]));

const nameFor = (key: string, isTaken: (name: string) => boolean, count = 1): string => {
  const name = count === 1 ? key : `${key} ${count}`;
  return isTaken(name) ? nameFor(key, isTaken, count + 1) : name;
};
