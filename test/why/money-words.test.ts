import { expect, test } from 'vitest';
import { usageOf } from '../../engine/account/usage.ts';
import type { EvaluationContext } from '../../engine/conditions/evaluate-condition.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import { eventTriggerWhy } from '../../engine/triggers/event/why.ts';
import type { EntryAsked } from '../../engine/triggers/trigger-why.ts';
import { conditionGate } from '../../engine/why/condition-gates.ts';
import { anEvent, on } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { anActiveEnrollment, now, someProfile } from '../support/touch.ts';

const contextOf = (fields: Record<string, string | number>): EvaluationContext => ({
  enrollment: anActiveEnrollment({ trigger: { event: 'payment.failed', id: 'e', fields } }),
  profile: someProfile({ arr: 20_123, seats: 12 }),
  now,
  usage: usageOf([]),
  tasks: [],
});
const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

const attribute = (name: string, value: number): Condition => ({ kind: 'attribute', name, comparison: 'above', value });
const amount: Condition = { kind: 'trigger', field: 'amount', comparison: 'above', value: 100_000 };

test.each<[Condition, Record<string, string | number>, string, string]>([
  [attribute('arr', 15_000), {}, 'its yearly revenue is above $15,000', '$20,123'],
  [attribute('seats', 15_000), {}, 'its seats is above 15,000', '12'],
  [amount, { amount: 490_123, currency: 'usd' }, 'amount is above 100,000', 'amount 490,123 ($4,901.23)'],
  [amount, { amount: 51_234, currency: 'jpy' }, 'amount is above 100,000', 'amount 51,234 (¥51,234)'],
  [amount, { amount: 7_123_456, currency: 'kwd' }, 'amount is above 100,000', 'amount 7,123,456 (KWD 7,123.456)'],
  [amount, { amount: 490_123 }, 'amount is above 100,000', 'amount 490,123'],
])('%j tells money with its currency', (condition, fields, needed, was) => {
  const gate = conditionGate('when', condition, contextOf(fields));
  expect(gate.needed).toContain(needed);
  expect(spaced(gate.was)).toBe(was);
});

test.each([
  [{ amount: 490_123, currency: 'usd' }, 'amount 490,123 ($4,901.23)'],
  [{ amount: 490_123 }, 'amount 490,123'],
])('so does the amount of an event that enrolled nobody', (fields, was) => {
  const fact = anEvent('payment.failed', { fields });
  const where = [{ field: 'amount', comparison: 'above' as const, value: 500_000 }];
  const [look] = eventTriggerWhy.looks({ ...on('payment.failed'), where }, {
    facts: [fact],
    input: { snapshot: aSnapshot({}) },
  } as unknown as EntryAsked);
  expect(look?.gates.map(gate => spaced(gate.was))).toEqual(['it happened', was]);
});
