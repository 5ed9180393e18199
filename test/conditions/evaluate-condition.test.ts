import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../engine/account/account.ts';
import { usageOf } from '../../engine/account/usage.ts';
import type { UsageMark } from '../../engine/account/usage-mark.ts';
import {
  type EvaluationContext,
  evaluateValue,
  holds,
  matches,
  passes,
  usageSince,
} from '../../engine/conditions/evaluate-condition.ts';
import type { Comparison } from '../../engine/definition/comparison.ts';
import type { Condition, Value, Window } from '../../engine/definition/condition.ts';
import { not } from '../../engine/journey/conditions.ts';
import type { Scalar } from '../../engine/kernel/scalar.ts';

const now = '2026-03-01T09:00:00.000Z';
const sinceEnrollment: Window = { kind: 'sinceEnrollment' };
const mark = (event: string, at: string, id = `${event}${at}`): UsageMark => ({ event, at, user: 'u', id });
const context = (usage: UsageMark[], more: Partial<EvaluationContext> = {}): EvaluationContext => ({
  now,
  usage: usageOf(usage),
  tasks: [],
  enrollment: {
    anchoredAt: '2026-02-01T10:00:00.000Z',
    steps: { tour: '2026-02-04T09:00:00.000Z' },
    trigger: { event: 'Account Created', fields: { plan: 'team' } },
  },
  ...more,
});
const features = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, `Used ${index}`]));
const adoptionBelow = (basisPoints: number, count: number): Condition => ({
  kind: 'adoption',
  features: features(count),
  window: sinceEnrollment,
  comparison: 'below',
  basisPoints,
});
const usedFeatures = (count: number) =>
  Array.from({ length: count }, (_, index) => mark(`Used ${index}`, '2026-02-10T00:00:00.000Z'));

describe('adoption', () => {
  it('of 2 in 8 features is not below 25 %', () => {
    expect(holds(adoptionBelow(2500, 8), context(usedFeatures(2)))).toBe(false);
    expect(holds(adoptionBelow(2500, 8), context(usedFeatures(1)))).toBe(true);
  });

  it('of 1 in 8 is below 20 % and 2 in 8 is not; of 1 in 5 is not', () => {
    expect(holds(adoptionBelow(2000, 8), context(usedFeatures(1)))).toBe(true);
    expect(holds(adoptionBelow(2000, 8), context(usedFeatures(2)))).toBe(false);
    expect(holds(adoptionBelow(2000, 5), context(usedFeatures(1)))).toBe(false);
  });

  it('compares as exact fractions, whatever the numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 10_000 }),
        (total, used, basisPoints) => {
          const counted = Math.min(used, total);
          expect(holds(adoptionBelow(basisPoints, total), context(usedFeatures(counted)))).toBe(
            BigInt(counted) * 10_000n < BigInt(basisPoints) * BigInt(total),
          );
        },
      ),
    );
  });
});

describe('windows', () => {
  it('since enrollment begins at the very instant of the enrolling event', () => {
    const used: Condition = { kind: 'used', feature: 'projects', event: 'Project Created', window: sinceEnrollment };
    expect(holds(used, context([mark('Project Created', '2026-02-01T09:59:59.999Z')]))).toBe(false);
    expect(holds(used, context([mark('Project Created', '2026-02-01T10:00:00.000Z')]))).toBe(true);
  });

  it('since a step begins when the step was done', () => {
    const used: Condition = {
      kind: 'used',
      feature: 'projects',
      event: 'Project Created',
      window: { kind: 'sinceStep', step: 'tour' },
    };
    expect(holds(used, context([mark('Project Created', '2026-02-03T09:00:00.000Z')]))).toBe(false);
    expect(holds(used, context([mark('Project Created', '2026-02-04T09:00:00.000Z')]))).toBe(true);
  });

  it('within 30 days reaches back 30 times 24 hours', () => {
    const count: Condition = {
      kind: 'count',
      event: 'Task Completed',
      window: { kind: 'within', days: 30 },
      comparison: 'atLeast',
      value: 1,
    };
    expect(holds(count, context([mark('Task Completed', '2026-01-30T08:59:59.999Z')]))).toBe(false);
    expect(holds(count, context([mark('Task Completed', '2026-01-30T09:00:00.000Z')]))).toBe(true);
  });

  it('ask for no more usage than the widest of them needs', () => {
    const count = (window: Window): Condition => ({ kind: 'count', event: 'x', window, comparison: 'is', value: 0 });
    const of = (condition: Condition) => usageSince([undefined, condition], [], context([]));
    expect(of({ kind: 'attribute', name: 'arr', comparison: 'above', value: 1 })).toBeUndefined();
    expect(
      of({ kind: 'any', of: [count(sinceEnrollment), { kind: 'not', of: count({ kind: 'within', days: 60 }) }] }),
    ).toBe('2025-12-31T09:00:00.000Z');
    expect(of(count({ kind: 'ever' }))).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('comparisons', () => {
  const profile = (arr: number | string | null): Profile => ({
    account: 'a',
    attributes: { arr: { value: arr, at: now } },
    terms: {},
    billing: { invoices: {}, declines: [] },
    revision: 1,
  });
  const above = (value: number): Condition => ({ kind: 'attribute', name: 'arr', comparison: 'above', value });

  it('of a missing or different kind of value hold for nothing but missing and isNot', () => {
    expect(holds(above(1), context([], { profile: profile(null) }))).toBe(false);
    expect(holds(above(1), context([], { profile: profile('99') }))).toBe(false);
    expect(
      holds(
        { kind: 'attribute', name: 'arr', comparison: 'missing', value: null },
        context([], { profile: profile(null) }),
      ),
    ).toBe(true);
    expect(
      holds(
        { kind: 'attribute', name: 'owner', comparison: 'isNot', value: 'maya' },
        context([], { profile: profile(1) }),
      ),
    ).toBe(true);
  });

  it('of texts hear a word in any spelling, and no other word', () => {
    const plan = (comparison: Comparison, value: Scalar | readonly Scalar[]): Condition => ({
      kind: 'attribute',
      name: 'arr',
      comparison,
      value,
    });
    const heard = (said: string, word: string) => {
      const given = context([], { profile: profile(said) });
      const answers = [plan('is', word), plan('in', ['x', word]), not(plan('isNot', word))].map(each =>
        holds(each, given),
      );
      expect(new Set(answers).size, `${said}, ${word}`).toBe(1);
      const table: Value = { kind: 'byAttribute', name: 'arr', table: { [word]: 1 } };
      expect(evaluateValue(table, given) === 1).toBe(answers[0]);
      return answers[0];
    };
    const same = ['Pro Plus', 'pro plus', 'PRO_PLUS', 'pro-plus', 'Pro  Plus', 'ＰＲＯ　ＰＬＵＳ'];
    expect(same.map(said => heard(said, 'pro plus'))).toEqual(same.map(() => true));
    expect(heard('Cafe\u0301', 'café')).toBe(true);
    const spelled: Value = { kind: 'byAttribute', name: 'arr', table: { PRO: 1, pro: 2 } };
    expect(evaluateValue(spelled, context([], { profile: profile('pro') }))).toBe(2);
    const others = ['pro', 'proplus', 'pro plus+', 'pro plus 2', 'constructor', 'free plan'];
    expect(others.map(said => heard(said, 'pro plus'))).toEqual(others.map(() => false));
    expect([heard('A-', 'A'), heard('A+', 'A'), heard('tier 1-2', 'tier 12'), heard('-5', '5')]).toEqual(
      Array(4).fill(false),
    );
  });

  it('above 15,000 does not hold at 15,000', () => {
    expect([14_999, 15_000, 15_001].map(arr => holds(above(15_000), context([], { profile: profile(arr) })))).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('triggers and values', () => {
  it('match an event by name and by every test, one of which may name the enrolling event’s field', () => {
    const trigger = {
      kind: 'event',
      event: 'payment.recovered',
      where: [{ field: 'invoice', comparison: 'matchesTrigger', value: null }],
    } as const;
    expect(matches(trigger, { name: 'payment.recovered', fields: { invoice: 'in_1' } }, { invoice: 'in_1' })).toBe(
      true,
    );
    expect(matches(trigger, { name: 'payment.recovered', fields: { invoice: 'in_2' } }, { invoice: 'in_1' })).toBe(
      false,
    );
    expect(matches(trigger, { name: 'payment.recovered', fields: {} }, {})).toBe(false);
    expect(passes({ field: 'nextAttemptAt', comparison: 'missing', value: null }, { nextAttemptAt: null })).toBe(true);
  });

  it('give null for what is not known', () => {
    expect(evaluateValue({ kind: 'accountAttribute', name: 'plan' }, context([]))).toBeNull();
    expect(evaluateValue({ kind: 'triggerField', field: 'plan' }, context([]))).toBe('team');
    expect(
      evaluateValue(
        { kind: 'eventCount', event: 'Task Completed', window: sinceEnrollment },
        context([mark('Task Completed', '2026-02-10T00:00:00.000Z')]),
      ),
    ).toBe(1);
  });
});
