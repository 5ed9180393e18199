import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HealthInputs } from '../../engine/account/health-inputs.ts';
import {
  type HealthComponent,
  type HealthThresholds,
  healthComponents,
  shippedRules,
} from '../../engine/definition/health-rules.ts';
import { bandOf } from '../../engine/health/health-score.ts';
import { judgeComponents } from '../../engine/health/judge-components.ts';
import { settleBand } from '../../engine/health/settle-band.ts';

/** Green at every border that Daymark ships. */
const best: HealthInputs = {
  usage: { active: { part: 1, whole: 1 }, adoption: { part: 1, whole: 1 } },
  engagement: { reviewAttended: 1, trainingCompleted: 1, responded: 1 },
  support: { tickets: 0, ticketsBefore: 0, csat: { sum: 10, count: 1 } },
  relationship: { sponsor: true, champion: true, championLeft: false, nps: 10 },
  financial: { paysOnTime: true, failingSeconds: 0, confirmed: 1 },
};

const stateOf = <Name extends HealthComponent>(
  name: Name,
  thresholds: Partial<HealthThresholds[Name]>,
  said: Partial<HealthInputs[Name]>,
  components = shippedRules.components,
): string => {
  const all = { ...shippedRules.thresholds, [name]: { ...shippedRules.thresholds[name], ...thresholds } };
  const inputs = { ...best, [name]: { ...best[name], ...said } };
  return judgeComponents(inputs, { thresholds: all, components })[name].state;
};

const percent = fc.integer({ min: 0, max: 99 });
const days = fc.integer({ min: 1, max: 700 });

describe('whatever the thresholds of a catalog are', () => {
  test('shares are green from the upper border on, and red below the lower one', () => {
    fc.assert(
      fc.property(fc.constantFrom('active', 'adoption'), percent, percent, fc.nat(10_000), (name, a, b, part) => {
        const [red, green] = a < b ? [a, b] : [b, a + 1];
        const expected = part >= 100 * green ? 'green' : part < 100 * red ? 'red' : 'yellow';
        expect(stateOf('usage', { [name]: { green, red } }, { [name]: { part, whole: 10_000 } })).toBe(expected);
      }),
    );
  });

  test('what was done counts through its last day', () => {
    const signs = { reviewAttended: 'reviewDays', trainingCompleted: 'trainingDays', responded: 'responseDays' };
    fc.assert(
      fc.property(fc.constantFrom(...Object.entries(signs)), days, ([sign, threshold], most) => {
        const at = (ago: number) => stateOf('engagement', { [threshold]: most }, { [sign]: ago });
        expect([at(most), at(most + 1)]).toEqual(['green', 'yellow']);
      }),
    );
    fc.assert(
      fc.property(days, silentDays => {
        const all = (ago: number) => ({ reviewAttended: ago, trainingCompleted: 'never', responded: ago }) as const;
        const at = (ago: number) => stateOf('engagement', { silentDays }, all(ago));
        expect([at(silentDays) === 'red', at(silentDays + 1)]).toEqual([false, 'red']);
      }),
    );
  });

  test('CSAT, NPS, tickets, and payments turn at their borders', () => {
    const mean = (tenths: number) => ({ csat: { sum: tenths, count: 10 } });
    expect([40, 39, 20, 19].map(each => stateOf('support', { csat: { green: 4, red: 2 } }, mean(each)))).toEqual([
      'green',
      'yellow',
      'yellow',
      'red',
    ]);
    expect([45, 44].map(each => stateOf('support', { csat: { green: 4.5, red: 2 } }, mean(each)))).toEqual([
      'green',
      'yellow',
    ]);
    expect([9, 8].map(tickets => stateOf('support', { growth: 3 }, { tickets, ticketsBefore: 3 }))).toEqual([
      'red',
      'yellow',
    ]);
    expect([8, 7, 5, 4].map(nps => stateOf('relationship', { nps: { green: 8, red: 4 } }, { nps }))).toEqual([
      'green',
      'yellow',
      'yellow',
      'red',
    ]);
    const failing = (failingSeconds: number) => stateOf('financial', { failingDays: 3 }, { failingSeconds });
    expect([3 * 86_400, 3 * 86_400 + 1].map(failing)).toEqual(['green', 'red']);
    expect([30, 31].map(confirmed => stateOf('financial', { confirmedDays: 30 }, { confirmed }))).toEqual([
      'green',
      'yellow',
    ]);
  });

  test('a band is where the score lies, moves at once by the margin, and not by too little weight', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 100 }),
        (a, b, margin, confidence) => {
          const [yellow, green] = a < b ? [a, b] : [b, a + 1];
          const bands = { yellow, green, margin, confidence };
          expect([green, green - 1].map(score => bandOf(score, bands))).toEqual(['green', 'yellow']);
          expect([yellow, yellow - 1].map(score => bandOf(score, bands))).toEqual(['yellow', 'red']);
          const was = { band: 'green', lay: 'green' } as const;
          const bandAfter = (score: number, known = 100) => settleBand(was, { score, confidence: known }, bands).band;
          expect(bandAfter(green - margin + 1)).toBe('green');
          expect(bandAfter(green - margin)).not.toBe('green');
          expect(bandAfter(0, confidence - 1)).toBe('green');
        },
      ),
    );
  });
});

describe('a component of chosen signs', () => {
  test('looks at those alone', () => {
    const digital = {
      ...shippedRules.components,
      engagement: ['reviewOpened', 'trainingCompleted', 'surveyAnswered'],
      relationship: ['nps'],
    } as const;
    const engaged = { reviewAttended: 'never', responded: 'never', reviewOpened: 90, surveyAnswered: 180 } as const;
    const at = (said: object) => stateOf('engagement', {}, { ...engaged, ...said }, digital);
    expect(at({})).toBe('green');
    expect([at({ reviewOpened: 91 }), at({ surveyAnswered: 181 }), at({ trainingCompleted: 366 })]).toEqual(
      Array(3).fill('yellow'),
    );
    const silent = { reviewOpened: 91, surveyAnswered: 91, trainingCompleted: 'never' };
    expect([at(silent), at({ ...silent, surveyAnswered: 90 })]).toEqual(['red', 'yellow']);
    expect(at({ ...silent, reviewAttended: 1, responded: 1 })).toBe('red');
    expect(at({ reviewOpened: null })).toBe('missing');
    const alone = { sponsor: false, champion: false, championLeft: true, nps: 9 };
    expect(stateOf('relationship', {}, alone, digital)).toBe('green');
    expect(stateOf('relationship', {}, alone)).toBe('red');
  });

  test('says so', () => {
    const silent: HealthInputs = {
      ...best,
      engagement: { ...best.engagement, reviewOpened: 91, surveyAnswered: 'never' },
    };
    const because = (engagement: typeof shippedRules.components.engagement) =>
      judgeComponents(silent, { ...shippedRules, components: { ...shippedRules.components, engagement } }).engagement
        .because;
    expect(because(['reviewOpened', 'surveyAnswered'])).toBe('no opened review or answered survey in 90 days');
    expect(because(['surveyAnswered'])).toBe('no answered survey in 90 days');
  });
});

test('what Daymark ships names each component once, and signs that add up', () => {
  expect(Object.keys(shippedRules.thresholds)).toEqual([...healthComponents, 'bands']);
  expect(Object.values(shippedRules.weights).reduce((sum, each) => sum + each, 0)).toBe(100);
});
