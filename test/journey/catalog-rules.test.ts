import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { all, any, days, defineCatalog, not, type RulesSpec, within } from '#engine';
import type { RuleWords } from '../../engine/journey/catalog-rules.ts';
import { explainJourney } from '../../engine/journey/explain/explain-journey.ts';
import { policy } from './small-catalog.ts';

const spec = {
  events: { 'Project Created': z.object({}) },
  features: { projects: 'Project Created' },
  accountAttributes: {},
  contactAttributes: {},
  roles: [],
  templates: {},
  policy,
} as const;

const catalog = defineCatalog(spec, undefined, ({ segment, attribute, stage, used }) => ({
  segments: [
    segment('lowTouchTeam', all(attribute('touchModel').in('low'), attribute('plan').is('team'))),
    segment('trying', all(segment('lowTouchTeam'), stage.is('trial'))),
  ],
  stages: {
    churned: attribute('status').is('canceled'),
    trial: not(used('projects', within(days(30)))),
  },
}));
const { segment, stage, journey, on } = catalog;

const refused = (rules: (words: RuleWords<typeof spec>) => RulesSpec): string => {
  try {
    defineCatalog(spec, undefined, rules);
  } catch (error) {
    return (error as Error).message;
  }
  return 'taken';
};

describe('a segment', () => {
  test('is a condition that carries what it means, that of a segment in it too', () => {
    const lowTouchTeam = {
      kind: 'segment',
      name: 'lowTouchTeam',
      of: {
        kind: 'all',
        of: [
          { kind: 'attribute', name: 'touchModel', comparison: 'in', value: ['low'] },
          { kind: 'attribute', name: 'plan', comparison: 'is', value: 'team' },
        ],
      },
    };
    expect(segment.lowTouchTeam).toEqual(lowTouchTeam);
    expect(segment.trying).toEqual({
      kind: 'segment',
      name: 'trying',
      of: { kind: 'all', of: [lowTouchTeam, { kind: 'stage', comparison: 'is', value: 'trial' }] },
    });
    expect(catalog.data.segments).toEqual({ lowTouchTeam: segment.lowTouchTeam, trying: segment.trying });
    expect(JSON.parse(JSON.stringify(catalog.data))).toStrictEqual(catalog.data);
  });

  test('is told by its name and by what it means, and so is its opposite', () => {
    const told = explainJourney(
      journey('j', { enroll: on('stage.changed').where({ to: 'trial' }), audience: segment.lowTouchTeam, steps: [] }),
    ).replaceAll('\n', ' ');
    expect(told).toContain('when its stage changes to trial');
    expect(told).toContain('if it is in segment "lowTouchTeam" (its touch model is low, and its plan is team)');
    expect(told).toContain('if it is not in segment "lowTouchTeam" (its touch model is low, and its plan is team)');
  });

  test('that there is not is an error where it is named, for an editor and for a run', () => {
    // @ts-expect-error the catalog has no segment of that name
    expect(() => segment.lowTouchTaem).toThrow(
      'segment.lowTouchTaem: there is no such segment. Did you mean "lowTouchTeam"?',
    );
    expect(refused(({ segment }) => ({ segments: [segment('a', segment('bb')), segment('bbb', segment('a'))] }))).toBe(
      'catalog: segment "a": unknown segment "bb". Did you mean "bbb"?',
    );
  });

  test('may be named before it is defined, but not by itself', () => {
    expect(
      refused(({ segment, attribute }) => ({
        segments: [segment('a', not(segment('b'))), segment('b', attribute('arr').above(1))],
      })),
    ).toBe('taken');
    expect(
      refused(({ segment }) => ({
        segments: [segment('a', any(segment('b'))), segment('b', not(segment('c'))), segment('c', all(segment('b')))],
      })),
    ).toBe(
      'catalog: segment "a": it is defined by itself: "b" is by "c" is by "b". Write one of them without the other.',
    );
    expect(refused(({ segment }) => ({ segments: [segment('a', segment('a'))] }))).toContain('"a" is by "a"');
  });

  test('has a name that code can say, once, and a condition', () => {
    const over = (name: string) =>
      refused(({ segment, attribute }) => ({ segments: [segment(name, attribute('arr').above(1))] }));
    expect(over('Over 10k')).toBe(
      'catalog: segment "Over 10k": that is not a valid name. Begin with a small letter; go on with letters and digits.',
    );
    expect(over('over10k')).toBe('taken');
    expect(
      refused(({ segment, attribute }) => {
        const twice = segment('a', attribute('arr').above(1));
        return { segments: [twice, twice] };
      }),
    ).toBe('catalog: segment "a": there are two of that name. Rename one.');
    expect(refused(({ segment }) => ({ segments: [segment('a') as never] }))).toBe(
      `catalog: segment "a": it has no condition. Write segment('a', ...).`,
    );
  });

  test('looks at accounts, not at enrollments', () => {
    expect(refused(({ segment, used }) => ({ segments: [segment('a', not(used('projects')))] }))).toBe(
      'catalog: segment "a": it counts since an enrollment, but there is none. Write a window, such as within(days(30)).',
    );
    const ofEvent = { kind: 'trigger', field: 'x', comparison: 'is', value: 1 } as const;
    expect(refused(({ segment }) => ({ segments: [segment('a', ofEvent)] }))).toBe(
      'catalog: segment "a": it refers to an enrolling event, but there is none. Refer to the account.',
    );
  });
});

describe('the stages of a catalog', () => {
  test('are rules in the order of writing, under a version of their own', () => {
    expect(catalog.data.stages?.rules.map(({ name }) => name)).toEqual(['churned', 'trial']);
    expect(catalog.data.stages?.version).toMatch(/^[a-z2-7]{16}$/);
    expect(catalog.data.events['stage.changed']?.bounds).toEqual({
      from: { oneOf: ['churned', 'trial'] },
      to: { oneOf: ['churned', 'trial'] },
      days: { whole: true },
    });
  });

  test('are named in conditions, and a wrong name is an error', () => {
    expect(stage.in('trial', 'churned')).toEqual({ kind: 'stage', comparison: 'in', value: ['trial', 'churned'] });
    expect(stage.days.atLeast(30)).toEqual({ kind: 'stageDays', comparison: 'atLeast', value: 30 });
    expect(stage).toEqual({ kind: 'stage' });
    expect(stage.days).toEqual({ kind: 'stageDays' });
    expect(() => stage.days.atLeast(Number.NaN)).toThrow('stage.days.atLeast(NaN): that is not a number of days.');
    // @ts-expect-error the catalog has no stage of that name
    expect(() => stage.is('trail')).toThrow('stage.is: unknown stage "trail". Did you mean "trial"?');
    // @ts-expect-error nor has its event
    on('stage.changed').where({ to: 'trail' });
    expect(
      refused(({ segment, stage }) => ({ segments: [segment('a', stage.is('trail'))], stages: { trial: ofPlan } })),
    ).toBe('catalog: segment "a": unknown stage "trail". Did you mean "trial"?');
  });

  test('are none where the catalog has none', () => {
    const bare = defineCatalog(spec);
    expect(bare.data).not.toHaveProperty('stages');
    expect(bare.data).not.toHaveProperty('segments');
    // @ts-expect-error there is no name to compare with
    expect(() => bare.stage.is('trial')).toThrow('stage.is: the catalog has no stages.');
    // @ts-expect-error nor any segment
    expect(() => bare.segment.any).toThrow('segment.any: there is no such segment. None is declared yet.');
  });

  const ofPlan = { kind: 'attribute', name: 'plan', comparison: 'is', value: 'team' } as const;

  test('are told from everything but the stage', () => {
    expect(refused(({ stage }) => ({ stages: { a: ofPlan, b: not(stage.is('a')) } }))).toBe(
      'catalog: stage "b": it looks at the stage itself. Stages are told from everything else that is known of an account.',
    );
    expect(
      refused(({ segment, stage }) => ({
        segments: [segment('old', stage.days.above(30))],
        stages: { a: ofPlan, b: segment('old') },
      })),
    ).toContain('stage "b": it looks at the stage itself, by segment "old".');
  });

  test('do not count usage of all time', () => {
    const ever = { kind: 'used', feature: 'projects', event: 'Project Created', window: { kind: 'ever' } } as const;
    expect(refused(() => ({ stages: { a: ever } }))).toBe(
      'catalog: stage "a": it counts usage of all time, which would be read again and again. Write a window, such as within(days(30)).',
    );
    expect(refused(({ segment }) => ({ segments: [segment('a', ever)] }))).toBe('taken');
    expect(refused(() => ({ stages: { 'at risk': ofPlan } }))).toContain('that is not a valid name');
  });
});

describe('a date attribute', () => {
  test('can be asked when it is due, and others cannot', () => {
    expect(catalog.attribute('renewalAt').dueWithin(days(90))).toEqual({
      kind: 'dated',
      name: 'renewalAt',
      is: 'dueWithin',
      days: 90,
    });
    expect(catalog.attribute('trialEndsAt').past()).toEqual({
      kind: 'dated',
      name: 'trialEndsAt',
      is: 'past',
      days: 0,
    });
    // @ts-expect-error a plan is no date
    expect(() => catalog.attribute('plan').past()).toThrow(`attribute('plan').past: unknown date attribute "plan".`);
  });
});
