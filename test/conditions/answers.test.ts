import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  conditionFacts,
  type EvaluationContext,
  evaluateValue,
  eventsOf,
  holds,
  passes,
  truthOf,
  turnsAt,
  usageSince,
} from '../../engine/conditions/evaluate-condition.ts';
import { recordShownFeature } from '../../engine/conditions/features.ts';
import type { Comparison } from '../../engine/definition/comparison.ts';
import type { Condition, KeyFeatures, Quantity, Value, Window } from '../../engine/definition/condition.ts';
import type { Scalar } from '../../engine/kernel/scalar.ts';
import { aTask } from '../support/tasks.ts';
import { aContext, anInstant, aProfile, daysAgo, mark, now } from './context.ts';

const within = (days: number): Window => ({ kind: 'within', days });
const features: KeyFeatures = { reports: 'Report Created', shares: 'Report Shared' };
const created = { kind: 'event', event: 'Report Created', where: [] } as const;
const events: Quantity = {
  of: 'events',
  events: [{ ...created, alternatives: [{ ...created, event: 'Report Sent' }] }],
};
const stating = ['account.updated', 'Account Created'];

const share = { comparison: 'below', basisPoints: 5_000 } as const;
const all: Record<string, Condition> = {
  attribute: { kind: 'attribute', name: 'plan', comparison: 'is', value: 'team' },
  unchanged: { kind: 'unchanged', name: 'plan', days: 30 },
  trigger: { kind: 'trigger', field: 'invoice', comparison: 'exists', value: null },
  openTask: { kind: 'openTask', type: 'risk' },
  used: { kind: 'used', feature: 'reports', event: 'Report Created', window: within(7) },
  count: { kind: 'count', event: 'Report Created', window: within(8), comparison: 'atLeast', value: 2 },
  amount: { kind: 'amount', quantity: events, window: within(9), comparison: 'atMost', value: 2 },
  adoption: { kind: 'adoption', features, window: within(10), ...share },
  trend: { kind: 'trend', quantity: events, days: 7, least: 2, ...share },
  reading: {
    kind: 'reading',
    take: 'mean',
    event: { ...created, event: 'Survey Answered' },
    field: 'score',
    window: within(20),
    comparison: 'below',
    value: 7,
  },
  soleFeature: { kind: 'soleFeature', features, days: 7, except: ['Seat Assigned'] },
  seats: { kind: 'seats', events: ['Seat Assigned', 'Seat Revoked'], ...share },
  consecutiveDrops: { kind: 'consecutiveDrops', event: 'Signed In', weeks: 2, basisPoints: 2_000, least: 5 },
  sustainedBelowBaseline: {
    kind: 'sustainedBelowBaseline',
    event: 'Signed In',
    weeks: 1,
    baselineWeeks: 2,
    basisPoints: 6_000,
    least: 5,
  },
  silence: { kind: 'silence', days: 14, knownDays: 30, except: ['Seat Assigned'] },
  goal: {
    kind: 'goal',
    goal: 'launch',
    is: 'dueWithin',
    days: 14,
    target: 'launchBy',
    reached: 'launchedAt',
    event: 'Launched',
  },
  dated: { kind: 'dated', name: 'launchBy', is: 'dueWithin', days: 14 },
  stage: { kind: 'stage', comparison: 'is', value: 'trial' },
  stageDays: { kind: 'stageDays', comparison: 'atLeast', value: 14 },
  stageEver: { kind: 'stageEver', stage: 'trial' },
  segment: {
    kind: 'segment',
    name: 'reporters',
    of: { kind: 'count', event: 'Report Sent', window: within(6), comparison: 'atLeast', value: 2 },
  },
};
const conditionOf = (kind: string): Condition => all[kind] as Condition;
const pair: Condition[] = [conditionOf('used'), conditionOf('count')];

describe('each kind of condition', () => {
  test('looks back as far as its windows reach', () => {
    const since = (condition: Condition) => usageSince([condition], [], { now });
    const far = Object.fromEntries(
      Object.entries(all).flatMap(([kind, condition]) => {
        const at = since(condition);
        return at === undefined ? [] : [[kind, (Date.parse(now) - Date.parse(at)) / 86_400_000]];
      }),
    );
    expect(far).toEqual({
      used: 7,
      count: 8,
      amount: 9,
      adoption: 10,
      trend: 14,
      reading: 20,
      soleFeature: 14,
      consecutiveDrops: 29,
      sustainedBelowBaseline: 29,
      silence: 74,
      segment: 6,
    });
    for (const kind of ['all', 'any'] as const) expect(since({ kind, of: pair })).toBe(daysAgo(8));
    expect(since({ kind: 'not', of: conditionOf('used') })).toBe(daysAgo(7));
    expect(since({ kind: 'all', of: [conditionOf('attribute')] })).toBeUndefined();
  });

  test('names the events that may change it', () => {
    const named = Object.fromEntries(Object.entries(all).map(([kind, condition]) => [kind, eventsOf(condition)]));
    for (const kind of ['attribute', 'unchanged', 'dated'])
      expect(named[kind]).toEqual(expect.arrayContaining(stating));
    expect(named.goal).toEqual([...(named.attribute ?? []), 'Launched']);
    expect(named.seats).toEqual(expect.arrayContaining(['Seat Assigned', 'Seat Revoked']));
    const { attribute: _, unchanged: _u, dated: _d, goal: _g, seats: _s, ...others } = named;
    expect(others).toEqual({
      trigger: [],
      openTask: ['task.resolved'],
      used: ['Report Created'],
      count: ['Report Created'],
      amount: ['Report Created', 'Report Sent'],
      adoption: ['Report Created', 'Report Shared'],
      trend: ['Report Created', 'Report Sent'],
      reading: ['Survey Answered'],
      soleFeature: ['*'],
      consecutiveDrops: ['Signed In'],
      sustainedBelowBaseline: ['Signed In'],
      silence: [],
      stage: ['stage.changed'],
      stageDays: ['stage.changed'],
      stageEver: ['stage.changed'],
      segment: ['Report Sent'],
    });
    for (const kind of ['all', 'any'] as const)
      expect(eventsOf({ kind, of: [conditionOf('used'), conditionOf('openTask')] })).toEqual([
        'Report Created',
        'task.resolved',
      ]);
    expect(eventsOf({ kind: 'not', of: conditionOf('used') })).toEqual(['Report Created']);
  });

  test('tells what it compares', () => {
    const told = Object.fromEntries(Object.entries(all).map(([kind, condition]) => [kind, conditionFacts(condition)]));
    const weekly = (weeksAgo: number) => ({
      [`user-days of the week ${weeksAgo} back`]: { kind: 'weeklyUserDays', event: 'Signed In', weeksAgo },
    });
    const attribute = (name: string) => ({ [name]: { kind: 'accountAttribute', name } });
    const { seats: _, ...others } = told;
    expect(others).toEqual({
      attribute: attribute('plan'),
      unchanged: attribute('plan'),
      trigger: { invoice: { kind: 'triggerField', field: 'invoice' } },
      openTask: {},
      used: { 'Report Created': { kind: 'eventCount', event: 'Report Created', window: within(7) } },
      count: { 'Report Created': { kind: 'eventCount', event: 'Report Created', window: within(8) } },
      amount: { 'Report Created, Report Sent': { kind: 'amount', quantity: events, window: within(9) } },
      adoption: { featuresUsed: { kind: 'featuresUsed', features, window: within(10) } },
      trend: {
        'Report Created, Report Sent': { kind: 'amount', quantity: events, window: within(7) },
        'change of Report Created, Report Sent in %': { kind: 'change', quantity: events, days: 7 },
      },
      reading: {
        'mean score': {
          kind: 'reading',
          take: 'mean',
          event: { ...created, event: 'Survey Answered' },
          field: 'score',
          window: within(20),
        },
      },
      soleFeature: { feature: { kind: 'soleFeature', features, days: 7, except: ['Seat Assigned'] } },
      consecutiveDrops: { ...weekly(3), ...weekly(2), ...weekly(1) },
      sustainedBelowBaseline: { ...weekly(3), ...weekly(2), ...weekly(1) },
      silence: {
        activeUsers: {
          kind: 'amount',
          quantity: { of: 'activeUsers', except: ['Seat Assigned'] },
          window: within(14),
        },
      },
      goal: { ...attribute('launchBy'), ...attribute('launchedAt') },
      dated: attribute('launchBy'),
      stage: { stage: { kind: 'stage' } },
      stageDays: { 'days in stage': { kind: 'stageDays' } },
      stageEver: { stage: { kind: 'stage' } },
      segment: { 'Report Sent': { kind: 'eventCount', event: 'Report Sent', window: within(6) } },
    });
    for (const kind of ['all', 'any'] as const)
      expect(conditionFacts({ kind, of: [conditionOf('attribute'), conditionOf('trigger')] })).toEqual({
        ...told.attribute,
        ...told.trigger,
      });
    expect(conditionFacts({ kind: 'not', of: conditionOf('trigger') })).toEqual(told.trigger);
  });

  test('of which only events change the truth waits for no time', () => {
    for (const kind of ['attribute', 'trigger', 'openTask', 'seats', 'stage'])
      expect(turnsAt(conditionOf(kind), aContext([]))).toBeUndefined();
  });

  test('neither begins nor ceases to hold before it says so', () => {
    const names = ['Report Created', 'Report Sent', 'Report Shared', 'Signed In', 'Survey Answered', 'Seat Assigned'];
    const marks = fc.array(
      fc.record({
        event: fc.constantFrom(...names),
        at: anInstant(),
        user: fc.constantFrom('ada', 'bob', ''),
        score: fc.integer({ min: 0, max: 10 }),
      }),
      { maxLength: 25 },
    );
    const profile = { ...aProfile({ launchBy: '2026-03-20', plan: 'team' }, daysAgo(20)) };
    const timed = Object.values(all);
    fc.assert(
      fc.property(
        marks,
        fc.constantFrom(...timed),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        anInstant(),
        (said, condition, part, since) => {
          const usage = said.map(({ event, at, user, score }) => mark(event, at, { user, fields: { score } }));
          const context = aContext(usage, { profile, stage: { name: 'trial', since, rules: 'r' } });
          const turns = turnsAt(condition, context) ?? new Date(Date.parse(now) + 200 * 86_400_000).toISOString();
          const later = new Date(Date.parse(now) + Math.floor((Date.parse(turns) - Date.parse(now) - 1) * part));
          const at = later.toISOString() < now ? now : later.toISOString();
          expect(holds(condition, { ...context, now: at })).toBe(holds(condition, context));
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('a comparison', () => {
  const is = (actual: Scalar | undefined, comparison: Comparison, value: Scalar | readonly Scalar[]) =>
    passes({ field: 'x', comparison, value }, actual === undefined ? {} : { x: actual });

  test('of numbers, texts and dates goes by their order', () => {
    for (const [low, high] of [
      [1, 2],
      ['2026-01-31', '2026-02-01'],
    ] as [Scalar, Scalar][]) {
      const compared = (actual: Scalar, expected: Scalar) =>
        (['above', 'atLeast', 'is', 'isNot', 'atMost', 'below'] as const).filter(each => is(actual, each, expected));
      expect(compared(high, low)).toEqual(['above', 'atLeast', 'isNot']);
      expect(compared(low, low)).toEqual(['atLeast', 'is', 'atMost']);
      expect(compared(low, high)).toEqual(['isNot', 'atMost', 'below']);
    }
  });

  test('of what is missing or of another kind is none', () => {
    const ordered = ['above', 'atLeast', 'atMost', 'below'] as const;
    const pairs: [Scalar | undefined, Scalar][] = [
      [undefined, 1],
      [null, 1],
      [1, null],
      [null, null],
      ['2', 1],
      [1, '2'],
      [true, false],
    ];
    for (const [actual, value] of pairs) expect(ordered.filter(each => is(actual, each, value))).toEqual([]);
    for (const missing of [null, undefined]) {
      expect(is(missing, 'missing', null)).toBe(true);
      expect(is(missing, 'exists', null)).toBe(false);
      expect(is(missing, 'isNot', 'team')).toBe(true);
      expect(is(missing, 'is', null)).toBe(false);
      expect(is(missing, 'in', [null])).toBe(false);
    }
    expect([is(0, 'exists', null), is('', 'missing', null)]).toEqual([true, false]);
  });

  test('with a list is whether it is among them', () => {
    expect(is('team', 'in', ['pro', 'team'])).toBe(true);
    expect(is('free', 'in', ['pro', 'team'])).toBe(false);
    expect(is('team', 'in', 'team')).toBe(false);
  });

  test('with a share of another field asks for both numbers', () => {
    const shareOf = (fields: Record<string, Scalar>, comparison: 'atLeastShareOf' | 'aboveShareOf') =>
      passes({ field: 'used', comparison, value: 8_000, of: 'limit' }, fields);
    expect([79, 80, 81].map(used => shareOf({ used, limit: 100 }, 'atLeastShareOf'))).toEqual([false, true, true]);
    expect([79, 80, 81].map(used => shareOf({ used, limit: 100 }, 'aboveShareOf'))).toEqual([false, false, true]);
    expect(shareOf({ used: '90', limit: 100 }, 'atLeastShareOf')).toBe(false);
    expect(shareOf({ used: 90, limit: '100' }, 'atLeastShareOf')).toBe(false);
    expect(shareOf({ used: 90, limit: 0 }, 'atLeastShareOf')).toBe(false);
    expect(shareOf({ used: 90 }, 'atLeastShareOf')).toBe(false);
  });
});

describe('what is said of an account', () => {
  const unknown = ((): EvaluationContext => {
    const { profile: _, ...context } = aContext([]);
    return context;
  })();

  test('is unknown while the account is', () => {
    expect(truthOf(conditionOf('attribute'), unknown)).toBe(false);
    expect(truthOf(conditionOf('unchanged'), unknown)).toBeUndefined();
    expect(turnsAt(conditionOf('unchanged'), unknown)).toBeUndefined();
    expect(truthOf(conditionOf('trigger'), unknown)).toBe(false);
    expect(truthOf(conditionOf('goal'), unknown)).toBeUndefined();
    expect(truthOf({ ...conditionOf('goal'), is: 'reached' } as Condition, unknown)).toBe(false);
    expect(truthOf(conditionOf('dated'), unknown)).toBeUndefined();
    expect(truthOf(conditionOf('stage'), unknown)).toBeUndefined();
    expect(truthOf(conditionOf('stageDays'), unknown)).toBeUndefined();
    expect(truthOf(conditionOf('stageEver'), unknown)).toBeUndefined();
    expect(truthOf(conditionOf('trend'), unknown)).toBeUndefined();
    expect(truthOf(conditionOf('consecutiveDrops'), unknown)).toBeUndefined();
  });

  test('is unchanged from so many days after its last word on', () => {
    const said = (days: number, value: Scalar = 'team') =>
      aContext([], { profile: { ...aProfile(), attributes: { plan: { value, at: daysAgo(days) } } } });
    expect([29, 30, 31].map(days => truthOf(conditionOf('unchanged'), said(days)))).toEqual([false, true, true]);
    expect(truthOf(conditionOf('unchanged'), said(31, null))).toBeUndefined();
    expect(turnsAt(conditionOf('unchanged'), said(10))).toBe('2026-03-22T09:00:00.001Z');
    expect(turnsAt(conditionOf('unchanged'), said(31))).toBeUndefined();
  });

  test('is at risk while such a task is open', () => {
    const tasks = (...of: Parameters<typeof aTask>[0][]) => aContext([], { tasks: of.map(aTask) });
    expect(holds(conditionOf('openTask'), tasks({ type: 'billing' }, { type: 'risk' }))).toBe(true);
    expect(holds(conditionOf('openTask'), tasks({ type: 'billing' }))).toBe(false);
    expect(holds(conditionOf('openTask'), tasks({ type: 'risk', status: 'resolved' }))).toBe(false);
    expect(holds(conditionOf('openTask'), tasks())).toBe(false);
  });
});

describe('what usage is at its border', () => {
  test('is a whole of parts that are unknown only where no other part decides', () => {
    const [yes, no, open] = [
      { kind: 'count', event: 'x', window: within(1), comparison: 'is', value: 0 },
      { kind: 'count', event: 'x', window: within(1), comparison: 'is', value: 1 },
      { kind: 'unchanged', name: 'nothing', days: 1 },
    ] as const;
    const whole = (kind: 'all' | 'any', ...of: Condition[]) => truthOf({ kind, of }, aContext([]));
    expect([whole('all', yes, yes), whole('all', yes, open), whole('all', open, no), whole('all')]).toEqual([
      true,
      undefined,
      false,
      true,
    ]);
    expect([whole('any', no, no), whole('any', no, open), whole('any', open, yes), whole('any')]).toEqual([
      false,
      undefined,
      true,
      false,
    ]);
    expect(truthOf({ kind: 'not', of: open }, aContext([]))).toBeUndefined();
    expect(truthOf({ kind: 'not', of: no }, aContext([]))).toBe(true);
  });

  test('turns with the first of its parts', () => {
    const context = aContext([mark('Report Created', daysAgo(2)), mark('Report Created', daysAgo(1))]);
    for (const kind of ['all', 'any'] as const)
      expect(turnsAt({ kind, of: [...pair, conditionOf('attribute')] }, context)).toBe('2026-03-08T09:00:00.001Z');
    expect(turnsAt({ kind: 'not', of: conditionOf('used') }, context)).toBe('2026-03-08T09:00:00.001Z');
    expect(turnsAt({ kind: 'all', of: [conditionOf('attribute')] }, context)).toBeUndefined();
  });

  test('compares two windows that meet, and the middle belongs to the later one', () => {
    const trend = (usage: ReturnType<typeof mark>[]) =>
      evaluateValue({ kind: 'change', quantity: events, days: 7 }, aContext(usage));
    const before = [mark('Report Created', daysAgo(14)), mark('Report Created', daysAgo(8))];
    expect(trend([...before, mark('Report Created', daysAgo(7))])).toBe(-50);
    expect(trend([...before, mark('Report Created', daysAgo(14.01))])).toBe(-100);
    expect(trend([mark('Report Created', daysAgo(7))])).toBeNull();
    const young = aContext(before, { profile: aProfile({}, daysAgo(13.9)) });
    expect(evaluateValue({ kind: 'change', quantity: events, days: 7 }, young)).toBeNull();
  });

  test('is one’s own where one user keeps a feature to themselves for long, while others are there', () => {
    const sole: Value = { kind: 'soleFeature', features, days: 7, except: ['Seat Assigned'] };
    const told = (usage: ReturnType<typeof mark>[]) => [
      evaluateValue(sole, aContext(usage)),
      evaluateValue({ ...sole, kind: 'soleUser' }, aContext(usage)),
      holds(conditionOf('soleFeature'), aContext(usage)),
    ];
    const ada = [mark('Report Shared', daysAgo(7)), mark('Report Shared', daysAgo(1))];
    const bob = mark('Signed In', daysAgo(3), { user: 'bob' });
    expect(told([...ada, bob])).toEqual(['shares', 'ada', true]);
    const nothing = [null, null, false];
    expect(told(ada)).toEqual(nothing);
    expect(told([mark('Report Shared', daysAgo(6.9)), bob])).toEqual(nothing);
    expect(told([mark('Report Shared', daysAgo(8)), mark('Signed In', daysAgo(1)), bob])).toEqual(nothing);
    expect(told([...ada, mark('Report Shared', daysAgo(2), { user: 'bob' })])).toEqual(nothing);
    expect(told([...ada, mark('Seat Assigned', daysAgo(2), { user: 'bob' })])).toEqual(nothing);
    expect(told([...ada, mark('Signed In', daysAgo(8), { user: 'bob' })])).toEqual(nothing);
    expect(told([...ada, mark('Report Shared', daysAgo(8), { user: 'bob' }), bob])).toEqual(['shares', 'ada', true]);
    expect(turnsAt(conditionOf('soleFeature'), aContext([...ada, bob]))).toBe('2026-03-02T09:00:00.001Z');
    expect(turnsAt(conditionOf('soleFeature'), aContext([]))).toBeUndefined();
  });
});

describe('a value', () => {
  test('is read in the locale of its reader, the language of that, or English', () => {
    const texts = { en: 'Hello', de: 'Hallo', 'de-AT': 'Servus' };
    const read = (locale?: string, of: Record<string, string> = texts) =>
      evaluateValue({ kind: 'localized', texts: of }, { ...aContext([]), ...(locale && { locale }) });
    expect([read(), read('de'), read('de-AT'), read('de-CH'), read('de_CH'), read('fr')]).toEqual([
      'Hello',
      'Hallo',
      'Servus',
      'Hallo',
      'Hallo',
      'Hello',
    ]);
    expect(read('fr', { de: 'Hallo' })).toBeNull();
  });

  test('is null where it is not known', () => {
    const { profile: _, ...unknown } = aContext([]);
    const values: Value[] = [
      { kind: 'accountAttribute', name: 'plan' },
      { kind: 'byAttribute', name: 'plan', table: { team: 9 } },
      { kind: 'triggerField', field: 'invoice' },
      { kind: 'median', of: { kind: 'eventCount', event: 'Signed In', window: within(7) } },
      { kind: 'weeklyUserDays', event: 'Signed In', weeksAgo: 1 },
      { kind: 'change', quantity: events, days: 7 },
      { kind: 'reading', take: 'latest', event: created, field: 'score', window: within(7) },
    ];
    expect(values.map(value => evaluateValue(value, unknown))).toEqual(values.map(() => null));
    const known = aContext([], { profile: aProfile({ plan: 'team' }) });
    expect(values.slice(0, 2).map(value => evaluateValue(value, known))).toEqual(['team', 9]);
    expect(evaluateValue({ kind: 'literal', value: false }, unknown)).toBe(false);
  });

  test('looks back as far as it must', () => {
    const back = (value: Value) => usageSince([], [value], { now });
    const sole = { features, days: 5, except: [] };
    expect(back({ kind: 'change', quantity: events, days: 7 })).toBe(daysAgo(14));
    expect(back({ kind: 'soleFeature', ...sole })).toBe(daysAgo(10));
    expect(back({ kind: 'soleUser', ...sole })).toBe(daysAgo(10));
    expect(back({ kind: 'weeklyUserDays', event: 'x', weeksAgo: 2 })).toBe(daysAgo(22));
    expect(back({ kind: 'eventCount', event: 'x', window: within(3) })).toBe(daysAgo(3));
    expect(back({ kind: 'literal', value: 1 })).toBeUndefined();
  });

  test('lists the features that nobody used, in the catalog’s order, as many as asked for', () => {
    const many = { a: 'A', b: 'B', c: 'C', d: 'D' };
    const unused = (atMost: number, ...used: string[]) =>
      evaluateValue(
        { kind: 'unusedFeatures', features: many, window: within(7), atMost },
        aContext(used.map(each => mark(each, daysAgo(1)))),
      );
    expect([unused(2), unused(9, 'B'), unused(9, 'A', 'B', 'C', 'D')]).toEqual(['a, b', 'a, c, d', null]);
  });

  test('names the feature least used, each in its turn', () => {
    const many = { a: 'A', b: 'B', c: 'C' };
    const value: Value = { kind: 'leastUsedFeature', features: many, window: within(7) };
    const told = (last: string | undefined, ...used: string[]) => {
      const enrollment = {
        anchoredAt: daysAgo(9),
        steps: {},
        trigger: { event: 'x', fields: {} },
        ...(last && { took: { '(feature told)': last } }),
      };
      const context = aContext(
        used.map(each => mark(each, daysAgo(1))),
        { enrollment },
      );
      expect(recordShownFeature([{ kind: 'literal', value: 1 }, value], context)).toEqual({
        '(feature told)': evaluateValue(value, context),
      });
      return evaluateValue(value, context);
    };
    expect([told(undefined), told('a'), told('b'), told('c')]).toEqual(['a', 'b', 'c', 'a']);
    expect([told(undefined, 'A', 'B', 'B', 'C', 'C'), told('b', 'B', 'A', 'A', 'C', 'C')]).toEqual(['a', 'b']);
    expect(recordShownFeature([{ kind: 'literal', value: 1 }], aContext([]))).toBeUndefined();
    expect(recordShownFeature([{ ...value, features: {} }], aContext([]))).toBeUndefined();
  });
});
