import type { Scalar } from '../condition.ts';
import type { DomainEvent } from '../event.ts';
import type { EventTrigger, FieldTest } from '../trigger.ts';
import { compare } from './compare.ts';

/** Does the event pass every test of the trigger, or of one that does as well? `enrolling` holds the fields of the event that enrolled the account. */
export const matches = (
  trigger: EventTrigger,
  event: Pick<DomainEvent, 'name' | 'fields'>,
  enrolling: Readonly<Record<string, Scalar>> = {},
): boolean =>
  (trigger.event === event.name && trigger.where.every(test => passes(test, event.fields, enrolling))) ||
  (trigger.alternatives ?? []).some(other => matches(other, event, enrolling));

export const passes = (
  { field, comparison, value }: FieldTest,
  fields: Readonly<Record<string, Scalar>>,
  enrolling: Readonly<Record<string, Scalar>> = {},
): boolean =>
  comparison === 'matchesTrigger'
    ? fields[field] !== undefined && fields[field] === enrolling[field]
    : compare(fields[field], comparison, value);
