import { compare } from '../../conditions/compare.ts';
import type { FieldType } from '../../definition/catalog.ts';
import type { Comparison } from '../../definition/comparison.ts';
import { plusDays } from '../../definition/dates.ts';
import type { Bounds } from '../../kernel/bounds.ts';
import type { Scalar } from '../../kernel/scalar.ts';

/** A comparison with a value, and whether it must hold. */
export interface AskedOfValue {
  comparison: Comparison;
  value: Scalar | readonly Scalar[];
  holds: boolean;
}

/** A value that gives every comparison the wanted result. `null`: it must be missing; `undefined`: none was found. */
export const passingValue = (
  asked: readonly AskedOfValue[],
  type: FieldType = 'string',
  bounds: Bounds = {},
): Scalar | undefined => {
  const near = asked.flatMap(({ value }) => [value].flat()).flatMap(nearTo);
  const usual = bounds.isDate ? ['2027-01-01'] : [...(bounds.oneOf ?? []), ...usualOf[type]];
  const all = [...near, ...usual, null].filter(
    value => value === null || typeof value !== 'string' || (bounds.oneOf?.includes(value) ?? true),
  );
  return all.find(value =>
    asked.every(({ comparison, value: other, holds }) => compare(value, comparison, other) === holds),
  );
};

const usualOf: Readonly<Record<FieldType, readonly Scalar[]>> = {
  string: ['example-1'],
  number: [1],
  boolean: [true, false],
};

const nearTo = (value: Scalar): Scalar[] => {
  if (typeof value === 'number') return [value, value + 1, value - 1];
  if (typeof value === 'boolean') return [value, !value];
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return [value];
  return [value, plusDays(value, 1), plusDays(value, -1)];
};
