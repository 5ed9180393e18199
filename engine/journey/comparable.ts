import type { Comparison } from '../definition/comparison.ts';
import type { Condition, Value } from '../definition/condition.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { AuthoringError } from './authoring-error.ts';
import { withMethods } from './plain-data.ts';

/** Something that is compared in conditions and shown in templates. */
export type Comparable<Type> = Value & Equality<Type> & ([Type] extends [number] ? Order : unknown);

export interface Equality<Type> {
  is(value: Type): Condition;
  isNot(value: Type): Condition;
  in(...values: readonly Type[]): Condition;
  /** It is known. */
  exists(): Condition;
  /** It is not known, or null. */
  missing(): Condition;
}

export interface Order {
  above(value: number): Condition;
  below(value: number): Condition;
  atLeast(value: number): Condition;
  atMost(value: number): Condition;
}

/** `condition` makes the condition of a comparison. Which comparisons fit is up to the catalog's types. */
export const comparable = <Type, More extends object = object>(
  name: string,
  value: Value,
  condition: (comparison: Comparison, value: Scalar | readonly Scalar[]) => Condition,
  more: More = {} as More,
): Comparable<Type> & More => {
  const ordered = (comparison: Comparison) => (limit: number) => condition(comparison, finite(name, comparison, limit));
  const equality = {
    is: (other: Scalar) => condition('is', other),
    isNot: (other: Scalar) => condition('isNot', other),
    in: (...others: readonly Scalar[]) => condition('in', some(name, others)),
    exists: () => condition('exists', null),
    missing: () => condition('missing', null),
  };
  const order = {
    above: ordered('above'),
    below: ordered('below'),
    atLeast: ordered('atLeast'),
    atMost: ordered('atMost'),
  };
  return withMethods(value, { ...equality, ...order, ...more }) as Comparable<Type> & More;
};

const finite = (name: string, comparison: string, limit: number): number => {
  if (Number.isFinite(limit)) return limit;
  throw new AuthoringError(`${name}.${comparison}(${limit}): there is nothing to compare with. Write a number.`);
};

const some = (name: string, values: readonly Scalar[]): readonly Scalar[] => {
  if (values.length > 0) return values;
  throw new AuthoringError(`${name}.in(): it has no value. Write at least one.`);
};
