import { hasParts, type JsonObject, type JsonValue, own } from './shape-of.ts';

const absent = '<absent>';
const whole = '<whole>';

/**
 * What a value says that its shape does not, by the last words of each path that tell it from the others of the shape.
 * `applied(shape, differenceFrom(shape, value))` is the value again, with its keys in the same order.
 * No string of the value may read `<own>` or `<absent>`.
 */
export const differenceFrom = (shape: JsonValue, value: JsonValue): JsonObject => {
  const labelOf = labelsOf(shape);
  const differences: JsonObject = {};
  const compare = (shape: JsonValue, value: JsonValue | undefined, path: Path): void => {
    if (value === undefined) {
      if (shape !== own) differences[labelOf(path)] = absent;
    } else if (hasParts(shape) && hasParts(value) && isInOrder(value, shape)) {
      for (const [key, part] of entriesOf(shape)) compare(part, partOf(value, key), [...path, key]);
    } else if (JSON.stringify(shape) !== JSON.stringify(value)) differences[labelOf(path)] = value;
  };
  compare(shape, value, []);
  return differences;
};

export const applied = (shape: JsonValue, differences: JsonObject): JsonValue => {
  const labelOf = labelsOf(shape);
  const build = (shape: JsonValue, path: Path): JsonValue | undefined => {
    const said = partOf(differences, labelOf(path));
    if (said !== undefined) return said === absent ? undefined : said;
    if (!hasParts(shape)) return shape === own ? undefined : shape;
    return Object.fromEntries(
      entriesOf(shape).flatMap(([key, part]) => {
        const built = build(part, [...path, key]);
        return built === undefined ? [] : [[key, built] as const];
      }),
    );
  };
  return build(shape, []) ?? null;
};

const partOf = (value: JsonObject, key: string): JsonValue | undefined =>
  Object.hasOwn(value, key) ? value[key] : undefined;

type Path = readonly string[];

/** Without the marks of keys that few have. */
const entriesOf = (shape: JsonObject): [string, JsonValue][] =>
  Object.entries(shape).map(([mark, part]) => [mark.replace(/\?$/, ''), part]);

/** Whether the keys are some of those of the shape, in its order. */
const isInOrder = (value: JsonObject, shape: JsonObject): boolean => {
  const known = entriesOf(shape).map(([key]) => key);
  return Object.keys(value).join('\n') === known.filter(key => Object.hasOwn(value, key)).join('\n');
};

/** Kept, since each of the kind asks. */
const known = new WeakMap<object, (path: Path) => string>();

const labelsOf = (shape: JsonValue): ((path: Path) => string) => {
  if (!hasParts(shape)) return () => whole;
  const labels = known.get(shape) ?? labelsIn(shape);
  known.set(shape, labels);
  return labels;
};

const labelsIn = (shape: JsonValue): ((path: Path) => string) => {
  const paths = pathsIn(shape, []);
  const labels = new Map(
    paths.map(path => {
      const ends = path.map((_, at) => path.slice(at).join('.')).reverse();
      const isOnly = (end: string) => paths.filter(other => `.${other.join('.')}`.endsWith(`.${end}`)).length === 1;
      const label = path.length === 0 ? whole : ends.find(isOnly);
      if (label === undefined) throw new Error(`Two paths of a shape end in "${path.join('.')}".`);
      return [path.join('\n'), label];
    }),
  );
  return path => labels.get(path.join('\n')) ?? '';
};

const pathsIn = (shape: JsonValue, path: Path): Path[] => [
  path,
  ...(hasParts(shape) ? entriesOf(shape).flatMap(([key, part]) => pathsIn(part, [...path, key])) : []),
];
