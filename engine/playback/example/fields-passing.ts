import type { Comparison } from '../../definition/comparison.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { EventTrigger, FieldTest } from '../../triggers/event/trigger.ts';
import { type AskedOfValue, passingValue } from './passing-value.ts';

export type EventTriggerFields = Readonly<Record<string, Scalar>>;

/** Fields of an event that passes every test of the trigger. `enrolling`: those of the event that enrolled the account. */
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

/** The type of the value that a field is compared with; text where it is compared with nothing. */
export const typeIn = (value: FieldTest['value']): 'string' | 'number' | 'boolean' => {
  const [first] = [value].flat();
  return typeof first === 'number' || typeof first === 'boolean' ? (typeof first as 'number' | 'boolean') : 'string';
};
