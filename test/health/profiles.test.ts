import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { days, defineCatalog, within } from '#engine';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { HealthState } from '../../engine/account/health-state.ts';
import { usageOf } from '../../engine/account/usage.ts';
import type { UsageMark } from '../../engine/account/usage-mark.ts';
import { shippedRules } from '../../engine/definition/health-rules.ts';
import { chooseRules, healthUsageSince } from '../../engine/health/choose-rules.ts';
import { evaluateHealth } from '../../engine/health/evaluate-health.ts';
import { describeScore, explainScore } from '../../engine/health/explain-score.ts';
import type { RulesSpec } from '../../engine/journey/catalog-rules.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import type { Scalar } from '../../engine/kernel/scalar.ts';
import { aSnapshot } from '../support/routed.ts';
import { aPolicy, someProfile } from '../support/touch.ts';

const now = '2026-06-01T03:00:00.000Z';
const ago = (count: number) => plusSeconds(now, -count * 86_400);
const answer = { event: 'Survey Responded', where: { survey: 'nps' }, score: 'score' } as const;
const spec = {
  events: {
    'Project Created': z.object({}),
    'Training Completed': z.object({}),
    'Review Attended': z.object({}),
    'Survey Responded': z.object({ survey: z.string(), score: z.number() }),
  },
  features: { projects: 'Project Created' },
  accountAttributes: {},
  contactAttributes: {},
  roles: ['champion'],
  templates: {},
  policy: aPolicy(),
  health: {
    version: '1',
    championRole: 'champion',
    events: {
      reviewAttended: ['Review Attended'],
      trainingCompleted: ['Training Completed'],
      responded: ['Survey Responded'],
      ticketCreated: [],
      championLeft: [],
      nps: answer,
      csat: { ...answer, where: { survey: 'csat' } },
      reviewOpened: [{ event: 'mail.clicked', where: { step: 'business-review' } }],
      surveyAnswered: [{ event: 'Survey Responded', where: {} }],
    },
  },
} as const;

const digitalSigns = {
  engagement: ['reviewOpened', 'trainingCompleted', 'surveyAnswered'],
  relationship: ['nps'],
} as const;
const catalog = defineCatalog(spec, undefined, ({ attribute, count }) => ({
  healthProfiles: [
    { id: 'busy', when: count('Project Created', within(days(100))).atLeast(3), weights: { usage: 80 } },
    { id: 'digital', when: attribute('touchModel').is('digital'), components: digitalSigns },
  ],
}));

const mark = (event: string, at: string, fields?: Record<string, Scalar>): UsageMark => ({
  at,
  event,
  user: 'ada',
  id: `${event}${at}`,
  ...(fields && { fields }),
});
const opened = (at: string, step = 'business-review') => mark('mail.clicked', at, { journey: 'adoption', step });
const engaged = [
  opened(ago(90)),
  mark('Training Completed', ago(60)),
  mark('Survey Responded', ago(60), { survey: 'nps', score: 9 }),
];

const account = (usage: readonly UsageMark[], attributes: Record<string, Scalar> = {}): AccountSnapshot => ({
  ...aSnapshot({ profile: someProfile({ name: 'Acme', touchModel: 'digital', ...attributes }) }),
  usage: usageOf([mark('Signed In', ago(200)), ...usage]),
});
const evaluated = (snapshot: AccountSnapshot, before?: HealthState) => {
  const evaluation = evaluateHealth(snapshot, catalog.data, before, now);
  if (evaluation === undefined) throw new Error('nothing was evaluated');
  return evaluation;
};
const scored = (snapshot: AccountSnapshot) => evaluated(snapshot).record;

describe('the profile that judges', () => {
  test('is the first whose condition holds; the catalog itself where none does', () => {
    const made = (count: number) =>
      Array.from({ length: count }, (_, index) => mark('Project Created', ago(99 - index)));
    const { health } = catalog.data;
    if (health === undefined) throw new Error('no health');
    const of = (snapshot: AccountSnapshot) => chooseRules(health, snapshot, now).profile;
    expect([of(account(made(2))), of(account(made(3))), of(account([], { touchModel: 'low' }))]).toEqual([
      'digital',
      'busy',
      undefined,
    ]);
    expect(healthUsageSince(health, now)).toBe(ago(100));
    expect(healthUsageSince({}, now)).toBe(ago(91));
  });

  test('makes a digital account green by what it can do, at each border', () => {
    const stateOf = (marks: readonly UsageMark[], touchModel = 'digital') =>
      scored(account(marks, { touchModel })).components;
    expect(stateOf(engaged)).toMatchObject({ engagement: { state: 'green' }, relationship: { state: 'green' } });
    expect(stateOf(engaged, 'low')).toMatchObject({ engagement: { state: 'yellow' } });
    const [, training, survey] = engaged;
    const but = (...marks: (UsageMark | undefined)[]) => stateOf(marks.flatMap(each => each ?? [])).engagement;
    expect(but(training, survey)).toEqual({ state: 'yellow', because: 'not a mailed review opened in 90 days' });
    expect(but(opened(plusSeconds(ago(90), -1)), training, survey).state).toBe('yellow');
    expect(but(opened(ago(1), 'tips'), training, survey).state).toBe('yellow');
    expect(but(opened(ago(1)), survey)).toEqual({ state: 'yellow', because: 'not training completed in a year' });
    expect(but(mark('Review Attended', ago(1)))).toEqual({
      state: 'red',
      because: 'no opened review, training or answered survey in 90 days',
    });
  });

  test('is kept with its thresholds and told, and without one nothing is kept of it', () => {
    const record = scored(account(engaged));
    expect(record).toMatchObject({ profile: 'digital', model: '1', rules: { components: digitalSigns } });
    const told = describeScore(explainScore(record, undefined));
    expect(told).toContain('Judged by the profile "digital".');
    expect(told).toContain('mailed review opened 90 days ago, training 60 days ago, survey answered 60 days ago');
    const low = scored(account(engaged, { touchModel: 'low' }));
    expect(Object.keys(low)).not.toEqual(expect.arrayContaining(['profile']));
    expect(low.rules).toBeUndefined();
    expect(low.inputs.engagement).toEqual({ reviewAttended: 'never', trainingCompleted: 60, responded: 60 });
  });

  test('carries what it hears on, so that a change of profile finds it', () => {
    const { state } = evaluated(account(engaged, { touchModel: 'low' }));
    expect(state.milestones).toMatchObject({ reviewOpened: ago(90), surveyAnswered: ago(60) });
    const later = evaluateHealth(account([]), catalog.data, state, plusSeconds(now, 60 * 86_400));
    expect(later?.record.inputs.engagement).toMatchObject({ reviewOpened: 150, surveyAnswered: 120 });
  });
});

describe('a profile is refused', () => {
  const define = (healthProfiles: unknown, of: object = spec) =>
    defineCatalog(of as typeof spec, undefined, () => ({ healthProfiles }) as RulesSpec);
  const { attribute, count } = catalog;
  const when = attribute('plan').is('team');

  test('where it makes no sense, by its name', () => {
    expect(() => define([{ id: 'a', when }])).not.toThrow();
    expect(() => define([{ id: 'a b', when }])).toThrow('catalog: health profile "a b": that is not a valid name.');
    expect(() =>
      define([
        { id: 'a', when },
        { id: 'a', when },
      ]),
    ).toThrow('health profile "a": there are two of that name.');
    expect(() => define([{ id: 'a', when: count('Project Created').atLeast(1) }])).toThrow(
      'catalog: health profile "a": it counts since an enrollment, but there is none.',
    );
    expect(() => define([{ id: 'a', when, weights: { usge: 1 } }])).toThrow(
      'catalog: health profile "a": weights: unknown component "usge". Did you mean "usage"?',
    );
    expect(() => define([{ id: 'a', when, thresholds: { usage: { days: 0 } } }])).toThrow('usage.days is 0.');
    const { health: _, ...without } = spec;
    expect(() => define([{ id: 'a', when }], without)).toThrow('there are health profiles, and no health to vary.');
  });

  test('what it does not say is as the catalog has it', () => {
    const { health } = define([{ id: 'a', when, thresholds: { usage: { days: 7 } } }]).data;
    expect(health?.profiles?.[0]).toEqual({
      id: 'a',
      when,
      ...shippedRules,
      thresholds: { ...shippedRules.thresholds, usage: { ...shippedRules.thresholds.usage, days: 7 } },
    });
  });
});
