import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all, any, days, defineCatalog, ever, months, not, openTask, sinceStep, within } from '#engine';
import { policy, smallCatalog } from './small-catalog.ts';

const { activeUsers, adoption, attribute, count, featureUse, goal, latest, logins, on, seats, silence, trigger } =
  smallCatalog;
const { used, users } = smallCatalog;
const enrolled = { kind: 'sinceEnrollment' };

describe('a median of accounts of the same plan', () => {
  test('is of what is counted over a number of days', () => {
    const figure = count('Signed Up', within(days(90)));
    expect(smallCatalog.medianOf(figure)).toEqual({
      kind: 'median',
      of: { kind: 'eventCount', event: 'Signed Up', window: { kind: 'within', days: 90 } },
    });
  });

  test('cannot be had of an attribute, or since the enrollment, or for a task', () => {
    expect(() => smallCatalog.medianOf(attribute('arr'))).toThrow('what is counted of their usage');
    expect(() => smallCatalog.medianOf(count('Signed Up'))).toThrow('over the same time');
    const typical = smallCatalog.medianOf(count('Signed Up', within(days(90))));
    const task = { type: 'risk', severity: 2, sla: days(2), play: 'call', evidence: { typical } } as const;
    expect(() => smallCatalog.escalate('call', task)).toThrow('known to touches only');
  });
});

describe('conditions', () => {
  test('about usage count since the enrollment, or within another window', () => {
    expect(used('projects')).toEqual({ kind: 'used', feature: 'projects', event: 'Project Created', window: enrolled });
    expect(used('projects', within(days(30)))).toMatchObject({ window: { kind: 'within', days: 30 } });
    expect(count('Signed Up', ever).atLeast(3)).toEqual({
      kind: 'count',
      event: 'Signed Up',
      window: { kind: 'ever' },
      comparison: 'atLeast',
      value: 3,
    });
    expect(adoption(sinceStep('welcome')).below(0.2)).toEqual({
      kind: 'adoption',
      features: { projects: 'Project Created', surveys: 'Survey Responded' },
      window: { kind: 'sinceStep', step: 'welcome' },
      comparison: 'below',
      basisPoints: 2000,
    });
  });

  test('compare shares exactly, whatever binary fractions make of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), points => {
        expect(adoption().atLeast(points / 10_000)).toMatchObject({ basisPoints: points });
      }),
    );
    expect(() => adoption().below(20)).toThrow('Write 0.2 for 20 %.');
    expect(() => adoption().below(1 / 3)).toThrow('in steps of 0.0001');
  });

  test('combine', () => {
    const [one, two] = [attribute('plan').is('team'), openTask('risk')];
    expect(all(one, not(two))).toEqual({ kind: 'all', of: [one, { kind: 'not', of: two }] });
    expect(any(one, two)).toEqual({ kind: 'any', of: [one, two] });
    expect(() => any()).toThrow('any(): it has no condition.');
  });

  test('about attributes and the enrolling event', () => {
    expect(attribute('plan').in('team', 'business')).toEqual({
      kind: 'attribute',
      name: 'plan',
      comparison: 'in',
      value: ['team', 'business'],
    });
    expect(attribute('region').missing()).toEqual({
      kind: 'attribute',
      name: 'region',
      comparison: 'missing',
      value: null,
    });
    expect(trigger('decline').isNot('fraud')).toEqual({
      kind: 'trigger',
      field: 'decline',
      comparison: 'isNot',
      value: 'fraud',
    });
  });

  test('refuse numbers that nothing can be compared with', () => {
    expect(() => attribute('arr').above(Number.NaN)).toThrow("attribute('arr').above(NaN)");
    expect(() => count('Signed Up').atLeast(2.5)).toThrow("count('Signed Up').atLeast: the number of events is 2.5.");
    expect(() => within(months(1))).toThrow('1 months is not a whole number of days');
    expect(() => within(days(0))).toThrow('a window of 0 days is always empty');
  });

  test('count events by what they said, users, and uses of key features', () => {
    const nps = on('Survey Responded').where({ survey: 'nps' });
    const where = [{ field: 'survey', comparison: 'is', value: 'nps' }];
    const month = { kind: 'within', days: 30 };
    expect(count(nps, within(days(30))).atLeast(1)).toEqual({
      kind: 'amount',
      quantity: { of: 'events', events: [{ kind: 'event', event: 'Survey Responded', where }] },
      window: month,
      comparison: 'atLeast',
      value: 1,
    });
    expect(users('Signed Up', within(days(30))).is(1)).toMatchObject({ quantity: { of: 'users' }, value: 1 });
    expect(activeUsers(within(days(30))).below(2)).toMatchObject({
      quantity: { of: 'activeUsers', except: ['Signed Off'] },
    });
    expect(latest(nps, 'score', within(days(30))).atMost(6)).toMatchObject({
      kind: 'reading',
      take: 'latest',
      event: { where },
      field: 'score',
      comparison: 'atMost',
      value: 6,
    });
    expect(JSON.parse(JSON.stringify(featureUse(within(days(30)))))).toMatchObject({ kind: 'amount', window: month });
  });

  test('compare with the window before, which only a window of days has', () => {
    expect(featureUse(within(days(30))).fellBelow(0.6, { from: 10 })).toMatchObject({
      kind: 'trend',
      days: 30,
      comparison: 'below',
      basisPoints: 6000,
      least: 10,
    });
    expect(count('Signed Up', within(days(30))).roseTo(2)).toMatchObject({
      comparison: 'atLeast',
      basisPoints: 20_000,
    });
    expect(count('Signed Up', within(days(30))).rose()).toMatchObject({ comparison: 'above', basisPoints: 10_000 });
    expect(() => count('Signed Up').rose()).toThrow(
      "count('Signed Up').rose: only a window of days has one before it.",
    );
  });

  test('about logins, silence, seats and goals carry what the catalog says of them', () => {
    expect(logins().consecutiveDrops({ weeks: 3, by: 0.4 })).toEqual({
      kind: 'consecutiveDrops',
      event: 'Signed Up',
      weeks: 3,
      basisPoints: 4000,
      least: 5,
    });
    expect(silence(days(14))).toEqual({ kind: 'silence', days: 14, knownDays: 30, except: ['Signed Off'] });
    expect(seats().atLeast(0.8)).toEqual({
      kind: 'seats',
      events: ['Signed Up', 'Signed Off'],
      comparison: 'atLeast',
      basisPoints: 8000,
    });
    expect(goal('launch').dueWithin(days(14))).toEqual({
      kind: 'goal',
      goal: 'launch',
      is: 'dueWithin',
      days: 14,
      target: 'launchGoalAt',
      reached: 'launchReachedAt',
      event: 'Project Created',
    });
    expect(attribute('plan').unchangedFor(days(60))).toEqual({ kind: 'unchanged', name: 'plan', days: 60 });
    expect(() => logins().consecutiveDrops({ weeks: 0, by: 0.4 })).toThrow('at least 1');
    expect(() => seats().atLeast(80)).toThrow('Write 0.8 for 80 %.');
    expect(() => silence(days(0))).toThrow('0 days is not a duration');
  });

  test('that the catalog says nothing of are refused with what it needs', () => {
    const bare = defineCatalog({
      events: {},
      features: {},
      accountAttributes: {},
      contactAttributes: {},
      roles: [],
      templates: {},
      policy,
    });
    expect(() => bare.seats()).toThrow("Add seats: { assigned: '...', revoked: '...' } to defineCatalog.");
    expect(() => bare.logins()).toThrow("Add login: 'Signed In' to defineCatalog.");
  });
});
