import { expect, test } from 'vitest';
import { proofsOf } from '../../engine/build/proofs-of.ts';
import type { Limits } from '../../engine/definition/limits.ts';
import type { Policy } from '../../engine/definition/policy.ts';
import type { PromiseOf } from '../../engine/definition/promise.ts';
import type { Step } from '../../engine/definition/step.ts';
import { day, email, escalate, journeyOf, policy, templates } from '../journey/plain-journey.ts';

const mails = (count: number): Step[] =>
  Array.from({ length: count }, (_, index) =>
    email(`mail-${index}`, { template: 'payment-failed', at: day(index + 1) }),
  );

const exceeding = (steps: readonly Step[], limits: Limits) => {
  const journey = journeyOf(steps);
  const team = [{ id: 'maya', name: 'Maya', email: 'maya@acme.example', costPerYear: 124_800 }];
  return proofsOf([journey], { limits }, templates, team).limits(journey);
};

test.each([
  ['mails at the limit', mails(3), { mailsPerContact30d: 3 }, []],
  ['a mail more', mails(4), { mailsPerContact30d: 3 }, ['more than 3 mails in 30 days']],
  ['a task a week', [escalate('a', { at: day(1) }), escalate('b', { at: day(8) })], { tasksPerCsmWeek: 1 }, []],
  [
    'two in a week',
    [escalate('a', { at: day(1) }), escalate('b', { at: day(7) })],
    { tasksPerCsmWeek: 1 },
    ['more than 1 task in a week'],
  ],
  [
    'half an hour of a CSM',
    [escalate('a', { playbook: { id: 'call', minutes: 30 } })],
    { costPer1000: 30_000 },
    ['1,000 enrollments cost $30000.03, where the policy allows $30000'],
  ],
] as const)('%s', (_, steps, limits, found) => {
  expect(exceeding(steps, limits).map(({ what }) => what)).toEqual(found);
});

test('what was proved of a journey is known when the same journey is built again', () => {
  const [first, again, other] = [4, 4, 5].map(count => exceeding(mails(count), { mailsPerContact30d: 3 })[0]);
  expect(first).toBeDefined();
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

const cap = (changes: Partial<Policy['frequencyCaps'][number]> = {}) =>
  ({ classes: ['lifecycle', 'marketing'], atMost: 2, withinDays: 7, onCapped: 'hold', ...changes }) as const;

/** Two transactional mails, and three others, each day one. */
const both = [...mails(2), ...[3, 4, 5].map(on => email(`tip-${on}`, { at: day(on) }))];

const together = (changes: Partial<PromiseOf<'atMost'>>, frequencyCaps: Policy['frequencyCaps']) => {
  const promise = { kind: 'atMost', most: 0, of: { channel: 'email' }, days: 7, ...changes } as const;
  const journey = journeyOf(both, { policy: { ...policy, frequencyCaps } });
  return proofsOf([journey], { promises: [promise] }, templates, [])
    .together([journey])
    .map(({ because }) => because);
};

test('a promise of the policy is bounded by its caps, and by the worst days of what they do not count', () => {
  expect(together({ most: 4 }, [cap()])).toEqual([]);
  expect(together({ most: 3 }, [cap()])).toEqual([
    'a contact may get 4, made up of 2 by the cap of lifecycle and marketing, 2 transactional of "welcome-series"',
  ]);
  expect(together({ most: 1, of: { channel: 'email', class: 'lifecycle' } }, [cap({ atMost: 1 })])).toEqual([]);
  expect(together({ most: 1, of: { channel: 'email', class: 'lifecycle' }, days: 8 }, [cap({ atMost: 1 })])).toEqual([
    'a contact may get 2, made up of 2 by the cap of lifecycle and marketing',
  ]);
  expect(together({ most: 4 }, [])).toEqual([
    'a contact may get 5, made up of 2 transactional of "welcome-series", 3 lifecycle of "welcome-series"',
  ]);
});
