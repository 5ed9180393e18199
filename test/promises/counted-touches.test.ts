import { expect, test } from 'vitest';
import type { TouchStep } from '../../engine/definition/step.ts';
import { describePromise } from '../../engine/journey/explain/describe-promise.ts';
import { atMostOf, touches } from '../../engine/journey/promise-counts.ts';
import { stepKinds } from '../../engine/steps/kind-of.ts';
import { kindsOf } from '../../engine/steps/step-outline-of.ts';

const kinds = kindsOf('deliver-touch') as TouchStep['kind'][];
const fourOf = (kind: TouchStep['kind']) => atMostOf(4, touches(kind)).within({ unit: 'days', amount: 7 });

test.each(kinds)('a promise counts touches of each kind, and names them: %s', kind => {
  expect(describePromise(fourOf(kind))).toBe(
    `A contact gets at most 4 ${stepKinds[kind].touch}s on any 7 days in a row.`,
  );
});

test('a kind that sends nothing is refused, with those that do', () => {
  expect(() => touches('wait' as TouchStep['kind'])).toThrow(/touches: unknown channel "wait"\. .*"email"/);
});
