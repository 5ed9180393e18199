import type { Value } from '../definition/condition.ts';
import type { Scalar } from '../kernel/scalar.ts';

/** A value for a template, a webhook or a task: a literal, or a value found when the touch is rendered. */
export type Datum = Scalar | Value;

export const valuesOf = (data: Readonly<Record<string, Datum | undefined>> = {}): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, datum]) => (datum === undefined ? [] : [[name, toValue(datum)]])),
  );

const toValue = (datum: Datum): Value =>
  typeof datum === 'object' && datum !== null ? datum : { kind: 'literal', value: datum };
