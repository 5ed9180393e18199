import type { Comparison } from '../../definition/comparison.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { EventTrigger, FieldTest } from '../../triggers/event/trigger.ts';
import { type AskedOfValue, passingValue } from './passing-value.ts';

export type EventTriggerFields = Readonly<Record<string, Scalar>>;

/** Fields with which an event passes every test of the trigger. `enrolling`: fields of the enrolling event. */
export const fieldsPassing = ({ where }: EventTrigger, enrolling: EventTriggerFields = {}): EventTriggerFields => {
  const fields: Record<string, Scalar> = {};
  for (const test of where) {
    const { field, comparison, value, of } = test;
    if (comparison === 'matchesTrigger') fields[field] = enrolling[field] ?? 'example-1';
    else if (of !== undefined) Object.assign(fields, { [of]: 100, [field]: Math.ceil(Number(value) / 100) + 1 });
    else fields[field] = passingValue(askedBy(where, field), typeIn(value)) ?? null;
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
};

const askedBy = (where: readonly FieldTest[], field: string): AskedOfValue[] =>
  where.flatMap(test =>
    test.field === field && test.of === undefined && test.comparison !== 'matchesTrigger'
      ? [{ comparison: test.comparison as Comparison, value: test.value, holds: true }]
      : [],
  );

/** The type of a field, inferred from the value it is compared with; text if there is none. */
export const typeIn = (value: FieldTest['value']): 'string' | 'number' | 'boolean' => {
  const [first] = [value].flat();
  return typeof first === 'number' || typeof first === 'boolean' ? (typeof first as 'number' | 'boolean') : 'string';
};
