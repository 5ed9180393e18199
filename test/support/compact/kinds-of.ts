import { type JsonObject, type JsonValue, shapeOf } from './shape-of.ts';

/** The shape of the values of each kind, by name. */
export const kindsOf = (values: readonly { kind: string; value: JsonValue }[]): JsonObject =>
  Object.fromEntries(
    [...Map.groupBy(values, ({ kind }) => kind)]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([kind, found]) => [kind, shapeOf(found.map(({ value }) => value))]),
  );
