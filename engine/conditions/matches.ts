import type { DomainEvent } from '../account/event.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { EventTrigger, FieldTest } from '../triggers/event/trigger.ts';
import { compare, compareShare } from './compare.ts';

/** Does the event pass every test of the trigger, or of one that does as well? `enrolling` holds the fields of the event that enrolled the account. */
export const matches = (
  trigger: EventTrigger,
  event: Pick<DomainEvent, 'name' | 'fields'>,
  enrolling: Readonly<Record<string, Scalar>> = {},
): boolean =>
  (trigger.event === event.name && trigger.where.every(test => passes(test, event.fields, enrolling))) ||
  (trigger.alternatives ?? []).some(other => matches(other, event, enrolling));

export const passes = (
  { field, comparison, value, of = '' }: FieldTest,
  fields: Readonly<Record<string, Scalar>>,
  enrolling: Readonly<Record<string, Scalar>> = {},
): boolean => {
  const actual = fields[field];
  if (comparison === 'matchesTrigger') return actual !== undefined && actual === enrolling[field];
  if (comparison !== 'atLeastShareOf' && comparison !== 'aboveShareOf') return compare(actual, comparison, value);
  const whole = fields[of];
  return (
    typeof actual === 'number' &&
    typeof whole === 'number' &&
    whole > 0 &&
    compareShare(actual, whole, {
      comparison: comparison === 'aboveShareOf' ? 'above' : 'atLeast',
      basisPoints: Number(value),
    })
  );
};
