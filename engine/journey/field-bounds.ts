import * as z from 'zod';
import type { Bounds, FieldBounds } from '../kernel/bounds.ts';

type Schemas = Readonly<Record<string, z.core.$ZodType>>;
type Leaf = z.core.JSONSchema.BaseSchema;

/** Bounds of the catalog's fields from their schemas; fields that are limited by type only are left out. */
export const boundsOf = (schemas: Schemas): FieldBounds =>
  Object.fromEntries(
    Object.entries(schemas).flatMap(([name, schema]) => {
      const bounds = boundsOfLeaves(schemaLeaves(schema).filter(({ type }) => type !== 'null'));
      return Object.keys(bounds).length === 0 ? [] : [[name, bounds]];
    }),
  );

/** The alternatives of a schema, as in JSON Schema's `anyOf`. */
export const schemaLeaves = (schema: z.core.$ZodType): Leaf[] => {
  const json = z.toJSONSchema(schema, { unrepresentable: 'any' }) as Leaf;
  const expand = (part: Leaf): Leaf[] => (part.anyOf ? part.anyOf.flatMap(each => expand(each as Leaf)) : [part]);
  return expand(json);
};

/** Alternatives that all list their values, or are all dates, have joint bounds; others have none. */
const boundsOfLeaves = (leaves: readonly Leaf[]): Bounds => {
  const listed = leaves.map(({ enum: values, const: value }) => values ?? (value === undefined ? undefined : [value]));
  const texts = listed.flatMap(values => values ?? []).filter(value => typeof value === 'string');
  if (texts.length > 0 && listed.every(values => values?.every(value => typeof value === 'string')))
    return { oneOf: texts };
  if (leaves.length > 0 && leaves.every(({ format }) => format === 'date' || format === 'date-time'))
    return { isDate: true };
  const [leaf, ...others] = leaves;
  return leaf === undefined || others.length > 0 ? {} : numberBounds(leaf);
};

const numberBounds = (leaf: Leaf): Bounds => ({
  ...(leaf.type === 'integer' && { whole: true }),
  ...bound('least', leaf.minimum),
  ...bound('most', leaf.maximum),
  ...bound('above', leaf.exclusiveMinimum),
  ...bound('below', leaf.exclusiveMaximum),
  ...bound('longest', leaf.maxLength),
});

/** Zod bounds every integer to the safe range, which is no bound of the author's. */
const bound = (name: keyof Bounds, limit: unknown): Bounds =>
  typeof limit === 'number' && Math.abs(limit) !== Number.MAX_SAFE_INTEGER ? { [name]: limit } : {};
