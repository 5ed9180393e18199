import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../../engine/definition/condition.ts';
import { describeCondition } from '../../engine/journey/explain/describe-condition.ts';
import { explainJourney } from '../../engine/journey/explain/explain-journey.ts';
import { wrap } from '../../engine/journey/explain/wrap.ts';
import { shippedJourneys } from '../asl/shipped-journeys.ts';
import { everyStep } from './every-step.ts';
import { arrAbove, email, escalate, journeyOf, policy, usedProjects } from './plain-journey.ts';

const journeys = [...shippedJourneys, everyStep];

describe('a journey in plain English', () => {
  test.each(journeys)('reads as it was signed off: $id', async journey => {
    await expect(explainJourney(journey)).toMatchFileSnapshot(`../golden/explain/${journey.id}.txt`);
  });

  test('is signed off for journeys that there are', () => {
    expect(readdirSync('test/golden/explain').sort()).toEqual(journeys.map(({ id }) => `${id}.txt`).sort());
  });

  test.each(journeys)('fits a page of 100 columns: $id', journey => {
    const lines = explainJourney(journey).split('\n');
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter(line => line.length > 100)).toEqual([]);
  });

  test('says the conditions of a step before what it does, so that nobody takes them for a part of it', () => {
    const text = explainJourney(
      journeyOf([escalate('call', { play: 'call them', when: arrAbove(15_000), unless: usedProjects })]),
    );
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      `At once [call]: if the account's yearly revenue is above $15,000, unless the key feature "projects" has been used since enrollment, the account's owner gets an onboarding task`,
    );
  });

  test('says who is held out, and by whom', () => {
    const told = (holdout: number | undefined, ofAll: number, more = {}) =>
      explainJourney(
        journeyOf([email('hello')], {
          ...(holdout !== undefined && { holdout }),
          policy: { ...policy, holdout: ofAll },
          ...more,
        }),
      ).replaceAll(/\s+/g, ' ');
    expect(told(10, 5, { goal: usedProjects })).toContain(
      'Who is held out, to compare with 10 of 100 accounts and 5 of 100 that the policy holds out of all journeys, drawn by lot, always the same ones. They go through it as the others do, but nothing is sent to them, no task is opened, and nothing about them is changed; their goal is looked at as that of the others.',
    );
    expect(told(undefined, 5)).toContain('5 of 100 that the policy holds out of all journeys, drawn by lot');
    expect(told(0, 5)).not.toContain('held out');
  });

  test('says so where nothing ends it early and nothing is measured', () => {
    const text = explainJourney(journeyOf([email('hello')], { exit: [] }));
    expect(text).toContain('When it ends early\nIt does not: every account that entered goes on to the end.');
    expect(text).toContain('What it is for\nNo goal is measured.');
  });
});

describe('a condition in English', () => {
  const count = (comparison: 'above' | 'below' | 'atLeast' | 'atMost' | 'is', value: number): Condition => ({
    kind: 'count',
    event: 'Signed In',
    window: { kind: 'within', days: 30 },
    comparison,
    value,
  });
  const touchModel = (
    comparison: 'is' | 'isNot' | 'in' | 'exists' | 'missing',
    value: string[] | string | null,
  ): Condition => ({
    kind: 'attribute',
    name: 'touchModel',
    comparison,
    value,
  });
  const adoption: Condition = {
    kind: 'adoption',
    features: { a: 'A', b: 'B', c: 'C' },
    window: { kind: 'sinceStep', step: 'welcome' },
    comparison: 'below',
    basisPoints: 1250,
  };

  test.each<[Condition, string, string]>([
    [touchModel('is', 'high'), "the account's touch model is high", "the account's touch model is not high"],
    [
      touchModel('in', ['low', 'digital']),
      "the account's touch model is low or digital",
      "the account's touch model is neither low nor digital",
    ],
    [touchModel('exists', null), "the account's touch model is known", "the account's touch model is not known"],
    [
      { kind: 'attribute', name: 'cancelScheduled', comparison: 'is', value: true },
      'the account is marked "cancellation scheduled"',
      'the account is not marked "cancellation scheduled"',
    ],
    [
      arrAbove(15_000),
      "the account's yearly revenue is above $15,000",
      "the account's yearly revenue is not above $15,000",
    ],
    [
      { kind: 'trigger', field: 'decline', comparison: 'is', value: 'stolen card' },
      `the event's decline is "stolen card"`,
      `the event's decline is not "stolen card"`,
    ],
    [
      usedProjects,
      'the key feature "projects" has been used since enrollment',
      'the key feature "projects" has not been used since enrollment',
    ],
    [
      count('atLeast', 10),
      '"Signed In" has happened at least 10 times within the last 30 days',
      '"Signed In" has happened fewer than 10 times within the last 30 days',
    ],
    [
      count('is', 1),
      '"Signed In" has happened exactly 1 time within the last 30 days',
      '"Signed In" has happened not exactly 1 time within the last 30 days',
    ],
    [
      adoption,
      'fewer than 12.5 % of the 3 key features have been used since "welcome"',
      'at least 12.5 % of the 3 key features have been used since "welcome"',
    ],
    [
      { ...adoption, basisPoints: 10_000 },
      'not all of the 3 key features have been used since "welcome"',
      'all of the 3 key features have been used since "welcome"',
    ],
    [{ kind: 'openTask', type: 'risk' }, 'a risk task is open', 'no risk task is open'],
    [
      { kind: 'seats', events: [], comparison: 'atLeast', basisPoints: 8000 },
      "at least 80 % of the account's seats are assigned",
      "fewer than 80 % of the account's seats are assigned",
    ],
    [
      {
        kind: 'trend',
        quantity: { of: 'featureUse', features: {} },
        days: 30,
        comparison: 'below',
        basisPoints: 6000,
        least: 1,
      },
      'the key features have been used less than 60 % as often in the last 30 days as in the 30 days before',
      'the key features have been used at least 60 % as often in the last 30 days as in the 30 days before',
    ],
    [
      {
        kind: 'trend',
        quantity: { of: 'activeUsers', except: [] },
        days: 30,
        comparison: 'above',
        basisPoints: 10_000,
        least: 1,
      },
      'more users have been active in the last 30 days than in the 30 days before',
      'no more users have been active in the last 30 days than in the 30 days before',
    ],
    [
      { kind: 'silence', days: 14, knownDays: 30, except: [] },
      'nobody has done anything for 14 days, in an account known for 30 days',
      'somebody has done something within 14 days, in an account known for 30 days',
    ],
    [
      {
        kind: 'goal',
        goal: 'launch',
        is: 'overdue',
        days: 0,
        target: 'launchGoalAt',
        reached: 'launchReachedAt',
        event: 'x',
      },
      'the account\'s goal "launch" is overdue',
      'the account\'s goal "launch" is not overdue',
    ],
    [
      {
        kind: 'amount',
        quantity: { of: 'users', events: [{ kind: 'event', event: 'Report Shared', where: [] }] },
        window: { kind: 'within', days: 30 },
        comparison: 'atLeast',
        value: 2,
      },
      'at least 2 users have done "Report Shared" within the last 30 days',
      'fewer than 2 users have done "Report Shared" within the last 30 days',
    ],
    [
      { kind: 'consecutiveDrops', event: 'Signed In', weeks: 3, basisPoints: 4000, least: 5 },
      'the account\'s user-days of "Signed In" have fallen by 40 % or more against the week before, 3 weeks running, from at least 5',
      'the account\'s user-days of "Signed In" have not fallen by 40 % or more against the week before, 3 weeks running, from at least 5',
    ],
    [
      { kind: 'all', of: [usedProjects, { kind: 'not', of: { kind: 'openTask', type: 'risk' } }] },
      'the key feature "projects" has been used since enrollment, and no risk task is open',
      'the key feature "projects" has not been used since enrollment, or a risk task is open',
    ],
    [
      { kind: 'any', of: [arrAbove(1), { kind: 'all', of: [usedProjects, { kind: 'openTask', type: 'risk' }] }] },
      `the account's yearly revenue is above $1, or (the key feature "projects" has been used since enrollment, and a risk task is open)`,
      `the account's yearly revenue is not above $1, and (the key feature "projects" has not been used since enrollment, or no risk task is open)`,
    ],
  ])('tells that it holds, and that it does not: %#', (condition, holds, fails) => {
    expect(describeCondition(condition)).toBe(holds);
    expect(describeCondition(condition, { holds: false })).toBe(fails);
    expect(describeCondition({ kind: 'not', of: condition })).toBe(fails);
  });
});

describe('wrapping', () => {
  test('indents the lines under the text of the first and leaves long words whole', () => {
    expect(wrap('one two three https://a-very-long-address', { first: '- ', width: 10 })).toBe(
      '- one two\n  three\n  https://a-very-long-address',
    );
  });
});
