import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usageOf } from '../../engine/account/usage.ts';
import type { UsageMark } from '../../engine/account/usage-mark.ts';
import { evaluateValue, holds, truthOf, turnsAt, usageSince } from '../../engine/conditions/evaluate-condition.ts';
import type { Condition, Quantity, Window } from '../../engine/definition/condition.ts';
import type { EventTrigger } from '../../engine/triggers/event/trigger.ts';
import { aContext, anInstant, aProfile, daysAgo, mark, now } from './context.ts';

const within30: Window = { kind: 'within', days: 30 };
const onEvent = (event: string, where: EventTrigger['where'] = []): EventTrigger => ({ kind: 'event', event, where });
const apiLimits: Quantity = {
  of: 'events',
  events: [onEvent('Limit Approached', [{ field: 'limit', comparison: 'is', value: 'api' }])],
};
const shares: Quantity = { of: 'users', events: [onEvent('Report Shared')] };
const amount = (
  quantity: Quantity,
  comparison: 'is' | 'atLeast' | 'below',
  value: number,
  window: Window = within30,
): Condition => ({ kind: 'amount', quantity, window, comparison, value });

describe('counting', () => {
  it('of events looks at what they said', () => {
    const usage = [
      mark('Limit Approached', daysAgo(3), { fields: { limit: 'api', used: 9 } }),
      mark('Limit Approached', daysAgo(2), { fields: { limit: 'storage' } }),
      mark('Limit Approached', daysAgo(1)),
    ];
    expect(truthOf(amount(apiLimits, 'is', 1), aContext(usage))).toBe(true);
  });

  it('compares a field with the event that enrolled the account', () => {
    const same: Quantity = {
      of: 'events',
      events: [onEvent('payment.failed', [{ field: 'invoice', comparison: 'matchesTrigger', value: null }])],
    };
    const usage = [
      mark('payment.failed', daysAgo(2), { fields: { invoice: 'in_1' } }),
      mark('payment.failed', daysAgo(1), { fields: { invoice: 'in_2' } }),
    ];
    const enrollment = {
      anchoredAt: daysAgo(5),
      steps: {},
      trigger: { event: 'payment.failed', fields: { invoice: 'in_1' } },
    };
    expect(truthOf(amount(same, 'is', 1), aContext(usage, { enrollment }))).toBe(true);
  });

  it('of users counts each once, and nobody who is not named', () => {
    const usage = [
      mark('Report Shared', daysAgo(3)),
      mark('Report Shared', daysAgo(2)),
      mark('Report Shared', daysAgo(1), { user: '' }),
      mark('Task Completed', daysAgo(1), { user: 'bob' }),
    ];
    expect(truthOf(amount(shares, 'is', 1), aContext(usage))).toBe(true);
    expect(truthOf(amount(shares, 'is', 1), aContext([...usage, mark('Report Shared', now, { user: 'bob' })]))).toBe(
      false,
    );
  });

  it('of active users leaves out what happens to somebody, and what accounts say', () => {
    const active: Quantity = { of: 'activeUsers', except: ['Account Removed User'] };
    const usage = [
      mark('Task Completed', daysAgo(1), { user: 'ada' }),
      mark('Account Removed User', daysAgo(1), { user: 'bob' }),
      mark('account.updated', daysAgo(1), { user: 'cyd' }),
    ];
    expect(evaluateValue({ kind: 'amount', quantity: active, window: within30 }, aContext(usage))).toBe(1);
  });
});

describe('against the window before', () => {
  const features = { projects: 'Project Created', tasks: 'Task Completed' };
  const fell: Condition = {
    kind: 'trend',
    quantity: { of: 'featureUse', features },
    days: 30,
    comparison: 'below',
    basisPoints: 6000,
    least: 1,
  };
  const tickets: Quantity = { of: 'events', events: [onEvent('Support Ticket Created')] };
  const rose: Condition = {
    kind: 'trend',
    quantity: tickets,
    days: 30,
    comparison: 'above',
    basisPoints: 10_000,
    least: 0,
  };
  const times = (event: string, before: number, last: number): UsageMark[] => [
    ...Array.from({ length: before }, () => mark(event, daysAgo(45))),
    ...Array.from({ length: last }, () => mark(event, daysAgo(15))),
  ];

  it('use of 60 % has not fallen below 60 %, and a little less has', () => {
    expect(truthOf(fell, aContext(times('Task Completed', 10, 6)))).toBe(false);
    expect(truthOf(fell, aContext([...times('Task Completed', 5, 3), ...times('Project Created', 5, 2)]))).toBe(true);
    expect(truthOf(fell, aContext(times('Task Completed', 10, 0)))).toBe(true);
  });

  it('nothing can fall that was nothing, and anything rises above it', () => {
    expect(truthOf(fell, aContext([]))).toBeUndefined();
    expect(truthOf(rose, aContext([]))).toBe(false);
    expect(truthOf(rose, aContext(times('Support Ticket Created', 0, 1)))).toBe(true);
    expect(truthOf(rose, aContext(times('Support Ticket Created', 2, 2)))).toBe(false);
  });

  it('says nothing while the account was not known all of the time before', () => {
    const known = (days: number) => ({ profile: aProfile({}, daysAgo(days)) });
    expect(truthOf(rose, aContext(times('Support Ticket Created', 0, 3), known(60)))).toBe(true);
    expect(truthOf(rose, aContext(times('Support Ticket Created', 0, 3), known(59)))).toBeUndefined();
    expect(evaluateValue({ kind: 'change', quantity: tickets, days: 30 }, aContext([], known(59)))).toBeNull();
  });

  it('tells the change in percent', () => {
    const change = (before: number, last: number) =>
      evaluateValue(
        { kind: 'change', quantity: tickets, days: 30 },
        aContext(times('Support Ticket Created', before, last)),
      );
    expect([change(3, 4), change(4, 3), change(2, 0), change(0, 2)]).toEqual([33, -25, -100, null]);
  });

  it('reads two windows and no more', () => {
    expect(usageSince([fell], [], { now })).toBe(daysAgo(60));
  });
});

describe('scores of surveys', () => {
  const nps = onEvent('Survey Responded', [{ field: 'survey', comparison: 'is', value: 'nps' }]);
  const score = (take: 'latest' | 'mean', comparison: 'atLeast' | 'atMost', value: number): Condition => ({
    kind: 'reading',
    take,
    event: nps,
    field: 'score',
    window: within30,
    comparison,
    value,
  });
  const answered = (score: number, days: number, survey = 'nps') =>
    mark('Survey Responded', daysAgo(days), { fields: { survey, score } });

  it('the latest counts, of that survey', () => {
    const usage = [answered(9, 10), answered(6, 5), answered(10, 1, 'csat')];
    expect(truthOf(score('latest', 'atMost', 6), aContext(usage))).toBe(true);
    expect(truthOf(score('latest', 'atLeast', 9), aContext(usage))).toBe(false);
  });

  it('the mean is exact at its border', () => {
    const usage = [answered(5, 5), answered(4, 4), answered(4, 3), answered(4, 2), answered(4, 1)];
    expect(truthOf(score('mean', 'atLeast', 4.2), aContext(usage))).toBe(true);
    expect(truthOf(score('mean', 'atLeast', 4.2001), aContext(usage))).toBe(false);
  });

  it('nothing is known without an answer, nor is its opposite', () => {
    const low = score('latest', 'atMost', 6);
    expect(truthOf(low, aContext([answered(3, 31)]))).toBeUndefined();
    expect(holds({ kind: 'not', of: low }, aContext([]))).toBe(false);
  });
});

describe('silence', () => {
  const silent: Condition = { kind: 'silence', days: 14, knownDays: 30, except: ['Account Removed User'] };
  const known = (days: number) => ({ profile: aProfile({}, daysAgo(days)) });

  it('of 14 days begins 14 times 24 hours after the last activity of anyone', () => {
    const through = new Date(Date.parse(daysAgo(14)) - 1).toISOString();
    expect(truthOf(silent, aContext([mark('Signed In', daysAgo(14))]))).toBe(false);
    expect(truthOf(silent, aContext([mark('Signed In', through)]))).toBe(true);
  });

  it('is not broken by what machines say, or by what happens to a user', () => {
    const usage = [
      mark('account.updated', daysAgo(1)),
      mark('payment.succeeded', daysAgo(1), { user: '' }),
      mark('Account Removed User', daysAgo(1)),
      mark('Signed In', daysAgo(20)),
    ];
    expect(truthOf(silent, aContext(usage))).toBe(true);
  });

  it('is nothing that can be told of a new account, or of one that was not heard in the 60 days before', () => {
    const heard = [mark('Signed In', daysAgo(20))];
    expect(truthOf(silent, aContext(heard, known(29)))).toBeUndefined();
    expect(truthOf(silent, aContext(heard, known(30)))).toBe(true);
    expect(truthOf(silent, aContext([mark('Signed In', daysAgo(75))]))).toBeUndefined();
    expect(truthOf(silent, aContext([]))).toBeUndefined();
    expect(truthOf(silent, { now, usage: usageOf([]), tasks: [] })).toBeUndefined();
  });

  it('needs usage of 14 and 60 days, and tells when it will be', () => {
    expect(usageSince([silent], [], { now })).toBe(daysAgo(74));
    const at = (usage: UsageMark[], more = {}) => turnsAt(silent, aContext(usage, more));
    expect(at([mark('Signed In', daysAgo(4))])).toBe('2026-03-12T09:00:00.001Z');
    expect(at([mark('Signed In', daysAgo(4))], known(5))).toBe('2026-03-27T09:00:00.001Z');
  });
});

describe('key features', () => {
  const features = {
    projects: 'Project Created',
    tasks: 'Task Completed',
    reports: 'Report Shared',
    timeline: 'Timeline Viewed',
  };
  const spotlight = { kind: 'leastUsedFeature', features, window: within30 } as const;
  const told = (feature?: string) => ({
    enrollment: {
      anchoredAt: daysAgo(90),
      steps: {},
      trigger: { event: 'enroll', fields: {} },
      ...(feature && { took: { '(feature told)': feature } }),
    },
  });

  it('that nobody used are told in turn, never one twice while there is another', () => {
    const usage = [mark('Task Completed', daysAgo(3))];
    const next = (last?: string) => evaluateValue(spotlight, aContext(usage, told(last)));
    expect([next(), next('projects'), next('reports'), next('timeline')]).toEqual([
      'projects',
      'reports',
      'timeline',
      'projects',
    ]);
    fc.assert(
      fc.property(fc.subarray(Object.values(features)), fc.constantFrom(...Object.keys(features)), (used, last) => {
        const unused = Object.keys(features).filter(name => !used.includes(features[name as keyof typeof features]));
        const picked = evaluateValue(
          spotlight,
          aContext(
            used.map(event => mark(event, daysAgo(1))),
            told(last),
          ),
        );
        if (unused.length > 0) expect(unused).toContain(picked);
        if (unused.length > 1) expect(picked).not.toBe(last);
      }),
    );
  });

  it('that all were used is told by the one used least', () => {
    const usage = Object.values(features).flatMap((event, index) =>
      Array.from({ length: 5 - index }, () => mark(event, daysAgo(2))),
    );
    expect(evaluateValue(spotlight, aContext(usage))).toBe('timeline');
  });

  it('that were not used are listed, as many as asked for', () => {
    const unused = (atMost: number, usage: UsageMark[] = []) =>
      evaluateValue({ kind: 'unusedFeatures', features, window: within30, atMost }, aContext(usage));
    expect(unused(3)).toBe('projects, tasks, reports');
    expect(unused(3, [mark('Task Completed', daysAgo(1))])).toBe('projects, reports, timeline');
    expect(
      unused(
        3,
        Object.values(features).map(event => mark(event, daysAgo(1))),
      ),
    ).toBeNull();
  });

  it('of one user and no other are those that one has used for 30 days, while others are about', () => {
    const sole: Condition = { kind: 'soleFeature', features, days: 30, except: [] };
    const others = [mark('Signed In', daysAgo(2), { user: 'bob' })];
    const long = [mark('Report Shared', daysAgo(35)), mark('Report Shared', daysAgo(3))];
    expect(truthOf(sole, aContext([...others, ...long]))).toBe(true);
    expect(evaluateValue({ ...sole, kind: 'soleFeature' }, aContext([...others, ...long]))).toBe('reports');
    const user = (usage: typeof long) => evaluateValue({ ...sole, kind: 'soleUser' }, aContext([...others, ...usage]));
    expect([user(long), user([])]).toEqual([long[0]?.user, null]);
    expect(truthOf(sole, aContext(long))).toBe(false);
    expect(truthOf(sole, aContext([...others, mark('Report Shared', daysAgo(29))]))).toBe(false);
    expect(truthOf(sole, aContext([...others, ...long, mark('Report Shared', daysAgo(1), { user: 'bob' })]))).toBe(
      false,
    );
  });
});

describe('an attribute unchanged for 60 days', () => {
  const healthy: Condition = { kind: 'unchanged', name: 'health', days: 60 };
  const said = (days: number) => aContext([], { profile: aProfile({ health: 'green' }, daysAgo(days)) });

  it('is one whose word is that old', () => {
    expect([59, 60].map(days => truthOf(healthy, said(days)))).toEqual([false, true]);
    expect(truthOf(healthy, aContext([]))).toBeUndefined();
    expect(turnsAt(healthy, said(59))).toBe('2026-03-03T09:00:00.001Z');
    expect(turnsAt(healthy, said(61))).toBeUndefined();
  });
});

describe('time alone', () => {
  const quantities: Quantity[] = [apiLimits, shares, { of: 'activeUsers', except: [] }];
  const aMark = fc
    .tuple(anInstant(), fc.constantFrom('Report Shared', 'Limit Approached'), fc.constantFrom('ada', 'bob', ''))
    .map(([at, event, user]) => mark(event, at, { user, fields: { limit: 'api', score: 3 } }));
  const aCondition: fc.Arbitrary<Condition> = fc.oneof(
    fc
      .tuple(fc.constantFrom(...quantities), fc.constantFrom('is', 'atLeast', 'below'), fc.nat(4))
      .map(([quantity, comparison, value]) => amount(quantity, comparison as 'is', value)),
    fc.constantFrom(...quantities).map(
      (quantity): Condition => ({
        kind: 'trend',
        quantity,
        days: 30,
        comparison: 'below',
        basisPoints: 6000,
        least: 1,
      }),
    ),
    fc.constant<Condition>({ kind: 'silence', days: 14, knownDays: 30, except: [] }),
    fc.constant<Condition>({ kind: 'soleFeature', features: { reports: 'Report Shared' }, days: 30, except: [] }),
  );

  it('changes nothing before the instant that a condition names', () => {
    fc.assert(
      fc.property(
        aCondition,
        fc.array(aMark, { maxLength: 12 }),
        fc.constantFrom(80, 31, 29, 20, 3),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (condition, usage, knownDays, part) => {
          const context = aContext(usage, { profile: aProfile({}, daysAgo(knownDays)) });
          const turns = turnsAt(condition, context);
          const until = turns === undefined ? Date.parse(now) + 200 * 86_400_000 : Date.parse(turns) - 1;
          const between = new Date(Date.parse(now) + Math.floor((until - Date.parse(now)) * part)).toISOString();
          expect(truthOf(condition, { ...context, now: between })).toBe(truthOf(condition, context));
        },
      ),
    );
  });

  it('and order and repetition of marks change nothing at all', () => {
    fc.assert(
      fc.property(aCondition, fc.array(aMark, { maxLength: 12 }), (condition, usage) => {
        const context = aContext(usage);
        expect(truthOf(condition, { ...context, usage: usageOf([...usage, ...usage].reverse()) })).toBe(
          truthOf(condition, context),
        );
      }),
    );
  });
});
