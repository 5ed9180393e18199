import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all, any, days, ever, months, not, openTask, sinceStep, within } from '#engine';
import { smallCatalog } from './small-catalog.ts';

const { adoption, attribute, count, trigger, used } = smallCatalog;
const enrolled = { kind: 'sinceEnrollment' };

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
    expect(() => any()).toThrow('any(): there is no condition in it.');
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
    expect(() => within(months(1))).toThrow('1 months is no number of days');
    expect(() => within(days(0))).toThrow('a window of 0 days is always empty');
  });
});
