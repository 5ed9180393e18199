import { expect, test } from 'vitest';
import type { Condition, Value } from '../../engine/definition/condition.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import { mayBeUnknown } from '../../engine/journey/check/may-be-unknown.ts';
import { subjectOf } from '../../engine/journey/check/subject-of.ts';
import { email, journeyOf } from './plain-journey.ts';

const field: Value = { kind: 'triggerField', field: 'plan' };
const attribute: Value = { kind: 'accountAttribute', name: 'renewalAt' };
const told = (value: Value, journey: Partial<JourneyDefinition> = {}, when?: Condition) => {
  const step = email('hello', when ? { when } : {});
  return mayBeUnknown(value, step, subjectOf(journeyOf([step], journey))) !== undefined;
};
const created = (where: { field: string; of?: string }[]) =>
  ({
    kind: 'event',
    event: 'Account Created',
    where: where.map(each => ({ comparison: 'is' as const, value: 'x', ...each })),
  }) as const;

test('a field of the event, an attribute and what a table has for it may be unknown; figures and literals are known', () => {
  expect(told(field)).toBe(true);
  expect(told(attribute)).toBe(true);
  expect(told({ kind: 'byAttribute', name: 'plan', table: { pro: 1 } })).toBe(true);
  expect(told({ kind: 'literal', value: 3 })).toBe(false);
  expect(told({ kind: 'eventCount', event: 'Task Completed', window: { kind: 'ever' } })).toBe(false);
});

test('a field is known that the journey enrolls by, in whatever way', () => {
  expect(told(field, { enroll: created([{ field: 'plan' }]) })).toBe(false);
  expect(told(field, { enroll: created([{ field: 'used', of: 'plan' }]) })).toBe(false);
  expect(told(field, { enroll: { ...created([{ field: 'plan' }]), alternatives: [created([])] } })).toBe(true);
  expect(told(field, { reenroll: { kind: 'keyed', field: 'plan' } })).toBe(false);
});

test('an attribute is known whose date the journey counts from', () => {
  expect(told(attribute, { enroll: { kind: 'date', attribute: 'renewalAt', days: 30 } })).toBe(false);
  expect(told(attribute, { enroll: { kind: 'date', attribute: 'trialEndsAt', days: 30 } })).toBe(true);
});

test('what the step asks for is known, unless the answer may come without it', () => {
  const asks: Condition = { kind: 'trigger', field: 'plan', comparison: 'is', value: 'pro' };
  const other: Condition = { kind: 'attribute', name: 'arr', comparison: 'is', value: 1 };
  expect(told(field, {}, asks)).toBe(false);
  expect(told(field, {}, { kind: 'all', of: [other, asks] })).toBe(false);
  expect(told(field, {}, { kind: 'any', of: [other, asks] })).toBe(true);
  expect(told(field, {}, { kind: 'not', of: asks })).toBe(true);
});
