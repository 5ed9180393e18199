import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atLeast, days, hours, keyedBy, missing, not, oneOf, sameAsTrigger, weeks, within } from '#engine';
import { plainData } from '../../engine/journey/plain-data.ts';
import { policy, smallCatalog } from './small-catalog.ts';

const {
  after: later,
  attribute,
  before: ahead,
  branch,
  cleared,
  count,
  day,
  email,
  journey,
  manual,
  on,
  onDate,
  role,
  signal,
  used,
  wait,
} = smallCatalog;
const admins = role('admin');

describe('a journey', () => {
  test('is data with every default filled in', () => {
    const definition = journey('first-steps', { enroll: on('Signed Up'), steps: [wait('rest', days(1))] });
    expect(definition).toStrictEqual({
      format: 1,
      id: 'first-steps',
      title: 'First steps',
      enroll: { kind: 'event', event: 'Signed Up', where: [] },
      reenroll: { kind: 'never' },
      exit: [],
      priority: 100,
      policy,
      steps: [{ kind: 'wait', id: 'rest', duration: { unit: 'days', amount: 1 } }],
      hash: expect.stringMatching(/^[a-z2-7]{16}$/),
    });
  });

  test('says what its author says', () => {
    const definition = journey('j', {
      title: 'A journey',
      enroll: on('payment.failed').or(on('payment.action_required')),
      audience: attribute('arr').above(10),
      reenroll: keyedBy('invoice'),
      exit: [on('payment.recovered').where({ invoice: sameAsTrigger })],
      goal: used('projects'),
      priority: 3,
      steps: [],
    });
    expect(definition).toMatchObject({
      title: 'A journey',
      enroll: {
        event: 'payment.failed',
        alternatives: [{ kind: 'event', event: 'payment.action_required', where: [] }],
      },
      audience: { kind: 'attribute', name: 'arr', comparison: 'above', value: 10 },
      reenroll: { kind: 'keyed', field: 'invoice' },
      exit: [{ event: 'payment.recovered', where: [{ field: 'invoice', comparison: 'matchesTrigger', value: null }] }],
      goal: { kind: 'used', feature: 'projects' },
      priority: 3,
    });
  });

  test('enrolls once per term when a date enrolls, unless its author says otherwise', () => {
    const enrollment = onDate('renewalAt', { before: weeks(13) });
    expect(enrollment).toStrictEqual({ kind: 'date', attribute: 'renewalAt', days: 91 });
    expect(journey('j', { enroll: enrollment, steps: [] }).reenroll).toEqual({ kind: 'term' });
    expect(journey('j', { enroll: enrollment, reenroll: 'never', steps: [] }).reenroll).toEqual({ kind: 'never' });
    expect(journey('j', { enroll: manual, reenroll: 'afterEnd', steps: [] }).reenroll).toEqual({ kind: 'afterEnd' });
    expect(journey('j', { enroll: on('Signed Up'), reenroll: { after: days(90) }, steps: [] }).reenroll).toEqual({
      kind: 'after',
      duration: { unit: 'days', amount: 90 },
    });
  });

  test('enrolls when a condition begins to hold, and ends when it does not any more', () => {
    const when = count('Signed Up', within(days(14))).atLeast(3);
    expect(signal({ when })).toStrictEqual({ kind: 'signal', when });
    expect(signal({ when, rearm: not(when), period: 'week', guarded: true })).toStrictEqual({
      kind: 'signal',
      when,
      rearm: not(when),
      period: 'week',
      guarded: true,
    });
    expect(() => signal({ when, guarded: true })).toThrow(
      "signal(): guarded needs a period to compare accounts in. Add period: 'week'.",
    );
    const definition = journey('j', { enroll: signal({ when }), exit: [cleared], steps: [] });
    expect(definition).toMatchObject({ enroll: { kind: 'signal' }, reenroll: { kind: 'never' } });
    expect(JSON.parse(JSON.stringify(definition))).toStrictEqual(definition);
    const other = journey('j', { enroll: signal({ when, period: 'week' }), exit: [cleared], steps: [] });
    expect(other.hash).not.toBe(definition.hash);
  });

  test('survives JSON unchanged, and nobody can change it', () => {
    const definition = journey('j', {
      enroll: on('Survey Responded').where({ score: atLeast(9), survey: oneOf('nps', 'csat'), anonymous: missing }),
      steps: [
        day(
          0,
          email('invoice', {
            to: admins.orElse(role('billing')),
            data: { amount: count('Signed Up'), link: attribute('region') },
          }),
        ),
        branch('b', { when: used('projects'), then: [wait('w', days(1))], otherwise: [] }),
      ],
    });
    expect(JSON.parse(JSON.stringify(definition))).toStrictEqual(definition);
    expect(isDeeplyFrozen(definition)).toBe(true);
  });
});

test('a canary is no part of the version, and a whole number of percent from 1 to 99', () => {
  const of = (canary?: number) =>
    journey('j', { enroll: on('Signed Up'), steps: [], ...(canary !== undefined && { canary }) });
  expect(of(10)).toEqual({ ...of(), canary: 10 });
  for (const canary of [0, 100, 2.5])
    expect(() => of(canary)).toThrow(`canary is ${canary}. Write a whole number of percent from 1 to 99`);
});

test.each([-1, 2.5, 51, '10' as never])('a holdout of %j is refused', holdout => {
  expect(() => journey('j', { enroll: on('Signed Up'), holdout, steps: [] })).toThrow(
    `journey "j": holdout is ${JSON.stringify(holdout)}. Write a whole number of percent from 0 to 50.`,
  );
});

describe('a placed step', () => {
  const welcome = email('welcome', { to: admins });

  test('keeps its place and its guards', () => {
    expect(day(7, welcome, { unless: used('projects'), missed: 'send' })).toMatchObject({
      id: 'welcome',
      at: { kind: 'day', day: 7 },
      unless: { kind: 'used', feature: 'projects' },
      missed: 'send',
    });
    expect(later(hours(2), welcome)).toMatchObject({ at: { kind: 'after', duration: { unit: 'hours', amount: 2 } } });
    expect(ahead('goLiveAt', weeks(2), welcome)).toMatchObject({
      at: { kind: 'before', attribute: 'goLiveAt', days: 14 },
    });
    expect(welcome).not.toHaveProperty('at');
  });

  test('is refused where a place makes no sense', () => {
    expect(() => day(-1, welcome)).toThrow('step "welcome": the day is -1. Write a whole number of at least 0.');
    expect(() => day(1.5, welcome)).toThrow('the day is 1.5');
    expect(() => day('14' as never, welcome)).toThrow('the day is "14". Write a whole number');
    expect(() => day(1, day(2, welcome))).toThrow(
      'step "welcome": it is placed twice. Keep one of day, after and before.',
    );
    expect(() => ahead('renewalAt', hours(3), welcome)).toThrow(
      '3 hours is not a whole number of days. Write days(n) or weeks(n) with a whole n.',
    );
    expect(() => later(days(-3), welcome)).toThrow('step "welcome": the number of days is -3.');
  });
});

describe('plain data', () => {
  test('is the same after JSON, whatever an author puts together', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const plain = plainData(value);
        expect(plain).toEqual(JSON.parse(JSON.stringify(value)));
        expect(isDeeplyFrozen(plain)).toBe(true);
      }),
      { examples: [[-0]] },
    );
  });

  test('is nothing that would have to be run or guessed', () => {
    expect(() => plainData({ when: () => true }, 'step "x"')).toThrow('step "x".when: a function is not plain data.');
    expect(() => plainData({ at: new Date(0) })).toThrow('data.at: a Date is not plain data.');
    expect(() => plainData({ share: Number.NaN })).toThrow('data.share: NaN is not plain data.');
  });
});

const isDeeplyFrozen = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen));
