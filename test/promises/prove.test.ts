import { describe, expect, it, test } from 'vitest';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { JourneyPromise } from '../../engine/definition/promise.ts';
import type { Step } from '../../engine/definition/step.ts';
import { describeBroken, describeExample } from '../../engine/promises/describe-example.ts';
import { prove } from '../../engine/promises/prove.ts';
import { before, day, email, escalate, event, journeyOf, templates, waitFor } from '../journey/plain-journey.ts';

const atMost = (most: number, days: number): JourneyPromise => ({
  kind: 'atMost',
  most,
  of: { channel: 'email' },
  days,
});
const never = (step: string, after = event('Account Deleted')): JourneyPromise => ({
  kind: 'never',
  what: { does: 'touch', step },
  after,
});
const always = (changes: { days?: number; unless?: ReturnType<typeof event>[] } = {}): JourneyPromise => ({
  kind: 'always',
  on: event('Account Created'),
  leadsTo: { does: 'task', step: 'call' },
  unless: [event('Account Deleted')],
  ...changes,
});

/** Nothing holds what is transactional. */
const sure = (id: string, on: number): Step => email(id, { template: 'payment-failed', at: day(on) });
/** Nothing comes late for a step that is made up for. */
const call = (on: number, changes: Partial<Step> = {}): Step =>
  escalate('call', { at: day(on), missed: 'send', ...changes } as Parameters<typeof escalate>[1]);

const broken = (steps: readonly Step[], promise: JourneyPromise, changes: Partial<JourneyDefinition> = {}) => {
  const definition = journeyOf(steps, changes);
  const proof = prove({ definition, machine: compileJourney(definition, templates), held: [] }, promise);
  return proof.broken && describeExample(proof.broken);
};

describe('each promise at its border', () => {
  test.each([
    ['two mails a week apart are not in one week', [sure('a', 1), sure('b', 8)], atMost(1, 7), true],
    ['two mails six days apart are', [sure('a', 1), sure('b', 7)], atMost(1, 7), false],
    [
      'a mail that may be held is sent closer to the next',
      [email('a', { at: day(1) }), sure('b', 8)],
      atMost(1, 7),
      false,
    ],
    ['a touch after an event that exits', [sure('a', 3)], never('a'), true],
    ['a touch after an event that does not', [sure('a', 3)], never('a', event('Task Completed')), false],
    ['a task on the last day', [call(14)], always({ days: 14 }), true],
    ['a task on the day after it', [call(15)], always({ days: 14 }), false],
    ['a task whenever', [call(300)], always(), true],
    ['a task after an exit that was not spoken of', [call(14)], always({ unless: [] }), false],
    [
      'a task that a condition may leave out',
      [call(14, { when: { kind: 'openTask', type: 'risk' } })],
      always(),
      false,
    ],
  ] as const)('%s', (_, steps, promise, holds) => {
    expect(broken(steps, promise) === undefined).toBe(holds);
  });
});

describe('the way to break a promise', () => {
  const task = { does: 'task', step: 'call' } as const;
  it.each<[string, Step[], JourneyPromise, RegExp]>([
    ['too many touches', [sure('a', 0), sure('b', 3)], atMost(1, 7), /^day 3 {2}b: email sent \(broken here\)$/],
    [
      'a touch that must not be',
      [sure('a', 3)],
      never('a', event('Task Completed')),
      /^day 3 {2}a: email sent \(broken here\)$/,
    ],
    [
      'a task that is late',
      [call(15)],
      always({ days: 14 }),
      /^day 15 {2}broken here: the task "call" was not opened within 14 days$/,
    ],
    [
      'an end before a task',
      [call(14, { when: { kind: 'openTask', type: 'risk' } })],
      always(),
      /^day \d+ +completed \(broken here: the task "call" was not opened\)$/,
    ],
    [
      'a mail that is late',
      [sure('a', 9)],
      { ...always({ days: 3 }), leadsTo: { ...task, does: 'touch', step: 'a' } } as JourneyPromise,
      /^day 4 {2}broken here: "a" was not sent within 3 days$/,
    ],
  ])('says where it is broken: %s', (_, steps, promise, said) => {
    const definition = journeyOf(steps, {});
    const proof = prove({ definition, machine: compileJourney(definition, templates), held: [] }, promise);
    expect(
      describeBroken(proof.broken ?? [], promise)
        .split('\n')
        .at(-1),
    ).toMatch(said);
    expect(describeBroken(proof.broken ?? [], promise).match(/broken here/g)).toHaveLength(1);
  });

  it('is the shortest, on the plain calendar where there is one', () => {
    expect(broken([sure('a', 0), sure('b', 3), sure('c', 5)], atMost(2, 7))).toBe(
      ['day 0  Account Created enrolls', 'day 0  a: email sent', 'day 3  b: email sent', 'day 5  c: email sent'].join(
        '\n',
      ),
    );
  });

  it('goes by the event that is quick, where one is listened for', () => {
    const steps = [sure('a', 0), waitFor('use', 'used', 10), email('b', { template: 'payment-failed' })];
    expect(broken(steps, atMost(1, 7))).toContain('day 0  use: waited for used (Project Created)');
  });

  it('goes by a date that moves towards it', () => {
    const steps = [60, 30].map(days =>
      email(`mail-${days}`, { template: 'payment-failed', at: before('renewalAt', days) }),
    );
    const enroll = { kind: 'date', attribute: 'renewalAt', days: 61 } as const;
    expect(broken(steps, atMost(1, 20), { enroll })).toContain('renewalAt moves to day');
  });

  it('is none where two conditions on the enrolling event exclude each other', () => {
    const isFraud = { kind: 'trigger', field: 'decline', comparison: 'is', value: 'fraud' } as const;
    const either = [
      email('a', { template: 'payment-failed', when: isFraud }),
      email('b', { template: 'payment-failed', unless: isFraud }),
    ];
    expect(broken(either, atMost(1, 7))).toBeUndefined();
    const risk = { kind: 'openTask', type: 'risk' } as const;
    const any = [
      email('a', { template: 'payment-failed', when: risk }),
      email('b', { template: 'payment-failed', unless: risk }),
    ];
    expect(broken(any, atMost(1, 7))).toBeDefined();
  });
});

test.each([
  ['Account Created', 'may be told days later, when the day of a step has passed', false],
  ['payment.failed', 'may be told days later by a processor', false],
  ['stage.changed', 'is found by an evaluation, which makes it at that moment', true],
  ['signal.fired', 'so is a signal', true],
] as const)('an enrolling event: %s %s', (name, _, isKept) => {
  const promise = { ...always({ days: 14 }), on: event(name) } as JourneyPromise;
  expect(broken([call(3, { missed: 'skip' })], promise, { enroll: event(name) }) === undefined).toBe(isKept);
});
