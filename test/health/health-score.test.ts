import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { HealthInputs } from '../../engine/account/health-inputs.ts';
import { healthComponents, shippedRules } from '../../engine/definition/health-rules.ts';
import { bandOf, healthScore } from '../../engine/health/health-score.ts';
import { judgeComponents } from '../../engine/health/judge-components.ts';

/** The worked example of the specification: 69 points. */
const example: HealthInputs = {
  usage: { active: { part: 65, whole: 100 }, adoption: { part: 55, whole: 100 } },
  engagement: { reviewAttended: 30, trainingCompleted: 200, responded: 10 },
  support: { tickets: 3, ticketsBefore: 3, csat: { sum: 42, count: 10 } },
  relationship: { sponsor: false, champion: true, championLeft: false, nps: 8 },
  financial: { paysOnTime: true, failingSeconds: 0, confirmed: 'never' },
};

const stateOf = <Name extends keyof HealthInputs>(name: Name, said: Partial<HealthInputs[Name]>): string =>
  judgeComponents({ ...example, [name]: { ...example[name], ...said } }, shippedRules)[name].state;

const { bands } = shippedRules.thresholds;

type State = 'green' | 'yellow' | 'red' | 'missing';
const scored = (usage: State, engagement: State, support: State, relationship: State, financial: State) =>
  healthScore(
    {
      usage: { state: usage },
      engagement: { state: engagement },
      support: { state: support },
      relationship: { state: relationship },
      financial: { state: financial },
    },
    shippedRules.weights,
  );

test('the worked example is 69 of 100, moderate', () => {
  const components = judgeComponents(example, shippedRules);
  const { score, confidence, points } = healthScore(components, shippedRules.weights);
  expect(points).toEqual({ usage: 20, engagement: 25, support: 15, relationship: 7, financial: 2 });
  expect({ score, confidence, band: bandOf(score ?? 0, bands) }).toEqual({
    score: 69,
    confidence: 100,
    band: 'yellow',
  });
});

describe('a score', () => {
  it('counts yellow half, rounded down per component', () => {
    expect(scored('yellow', 'yellow', 'yellow', 'yellow', 'yellow').points).toEqual({
      usage: 20,
      engagement: 12,
      support: 7,
      relationship: 7,
      financial: 2,
    });
  });

  it('is 95 at best while a payment is open, so that the score alone never escalates it', () => {
    expect(scored('green', 'green', 'green', 'green', 'red').score).toBe(95);
  });

  it('is of the components that are present', () => {
    expect(scored('green', 'missing', 'missing', 'green', 'missing')).toMatchObject({ score: 100, confidence: 55 });
    expect(scored('yellow', 'green', 'missing', 'missing', 'missing')).toMatchObject({ score: 69, confidence: 65 });
    expect(scored('missing', 'missing', 'missing', 'missing', 'missing')).toMatchObject({ score: null, confidence: 0 });
  });

  it('rounds half a point up: 49.5 is 50, and yellow', () => {
    const weights = { usage: 99, engagement: 101, support: 0, relationship: 0, financial: 0 };
    const states = {
      usage: 'green',
      engagement: 'red',
      support: 'red',
      relationship: 'red',
      financial: 'red',
    } as const;
    const components = judged(states);
    expect(healthScore(components, weights).score).toBe(50);
    expect(healthScore(components, { ...weights, engagement: 102 }).score).toBe(49);
  });

  it('is red up to 49, yellow from 50 to 79, and green from 80', () => {
    expect([0, 49, 50, 79, 80, 100].map(score => bandOf(score, bands))).toEqual([
      'red',
      'red',
      'yellow',
      'yellow',
      'green',
      'green',
    ]);
  });

  it('is a whole number from 0 to 100, and never falls when a component gets better', () => {
    const state = fc.constantFrom('green', 'yellow', 'red', 'missing');
    const weight = fc.integer({ min: 0, max: 1000 });
    const better = { red: 'yellow', yellow: 'green', green: 'green', missing: 'missing' } as const;
    fc.assert(
      fc.property(
        fc.record(Object.fromEntries(healthComponents.map(name => [name, state]))),
        fc.record(Object.fromEntries(healthComponents.map(name => [name, weight]))),
        fc.constantFrom(...healthComponents),
        (drawn, drawnWeights, name) => {
          const states = drawn as Record<(typeof healthComponents)[number], State>;
          const weights = drawnWeights as unknown as typeof shippedRules.weights;
          const { score, confidence } = healthScore(judged(states), weights);
          const after = healthScore(judged({ ...states, [name]: better[states[name]] }), weights);
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(100);
          if (score === null) return;
          expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
          expect(after.score).toBeGreaterThanOrEqual(score);
        },
      ),
    );
  });
});

describe('product usage', () => {
  it('is green from 70 % of the seats and 60 % of the features', () => {
    const at = (active: number, adoption: number) =>
      stateOf('usage', { active: { part: active, whole: 1000 }, adoption: { part: adoption, whole: 1000 } });
    expect(at(700, 600)).toBe('green');
    expect(at(699, 600)).toBe('yellow');
    expect(at(700, 599)).toBe('yellow');
    expect(at(400, 300)).toBe('yellow');
    expect(at(399, 1000)).toBe('red');
    expect(at(1000, 299)).toBe('red');
  });

  it('compares shares exactly: 7 of 10 is 70 %', () => {
    expect(stateOf('usage', { active: { part: 7, whole: 10 }, adoption: { part: 3, whole: 5 } })).toBe('green');
  });

  it('is missing where seats are, unless the features alone say that it is not green', () => {
    expect(stateOf('usage', { active: null, adoption: { part: 8, whole: 8 } })).toBe('missing');
    expect(stateOf('usage', { active: null, adoption: { part: 4, whole: 8 } })).toBe('yellow');
    expect(stateOf('usage', { active: null, adoption: { part: 2, whole: 8 } })).toBe('red');
  });
});

describe('engagement', () => {
  it('is green with a review, a training, and an answer in 60 days', () => {
    expect(stateOf('engagement', { responded: 60 })).toBe('green');
    expect(stateOf('engagement', { responded: 61 })).toBe('yellow');
    expect(stateOf('engagement', { reviewAttended: 91 })).toBe('yellow');
  });

  it('is red with none of the three in 90 days', () => {
    expect(stateOf('engagement', { reviewAttended: 91, trainingCompleted: 91, responded: 91 })).toBe('red');
    expect(stateOf('engagement', { reviewAttended: 91, trainingCompleted: 90, responded: 'never' })).toBe('yellow');
  });

  it('is missing while the account is too young to have had any', () => {
    expect(stateOf('engagement', { reviewAttended: null, trainingCompleted: null, responded: null })).toBe('missing');
    expect(stateOf('engagement', { reviewAttended: null, trainingCompleted: 200, responded: 'never' })).toBe('yellow');
  });
});

describe('support', () => {
  it('is green with tickets that do not rise and CSAT from 4', () => {
    expect(stateOf('support', { csat: { sum: 40, count: 10 } })).toBe('green');
    expect(stateOf('support', { csat: { sum: 39, count: 10 } })).toBe('yellow');
    expect(stateOf('support', { tickets: 4 })).toBe('yellow');
  });

  it('is red with twice the tickets or CSAT below 3', () => {
    expect(stateOf('support', { tickets: 6 })).toBe('red');
    expect(stateOf('support', { tickets: 5 })).toBe('yellow');
    expect(stateOf('support', { csat: { sum: 29, count: 10 } })).toBe('red');
    expect(stateOf('support', { csat: { sum: 30, count: 10 } })).toBe('yellow');
  });

  it('takes one ticket after none for a question, and two for a doubling', () => {
    expect(stateOf('support', { tickets: 1, ticketsBefore: 0 })).toBe('yellow');
    expect(stateOf('support', { tickets: 2, ticketsBefore: 0 })).toBe('red');
    expect(stateOf('support', { tickets: 0, ticketsBefore: 0 })).toBe('green');
  });

  it('is missing where nobody was asked, unless tickets rise', () => {
    expect(stateOf('support', { csat: null })).toBe('missing');
    expect(stateOf('support', { csat: null, tickets: 4 })).toBe('yellow');
  });
});

describe('the relationship', () => {
  it('is green with a sponsor, a champion and NPS from 9', () => {
    expect(stateOf('relationship', { sponsor: true, nps: 9 })).toBe('green');
    expect(stateOf('relationship', { sponsor: true, nps: 8 })).toBe('yellow');
    expect(stateOf('relationship', { sponsor: true, champion: false, nps: 10 })).toBe('yellow');
  });

  it('is red once the champion left or NPS is 6 or less', () => {
    expect(stateOf('relationship', { sponsor: true, championLeft: true, nps: 10 })).toBe('red');
    expect(stateOf('relationship', { nps: 6 })).toBe('red');
    expect(stateOf('relationship', { nps: 7 })).toBe('yellow');
  });
});

describe('the financial side', () => {
  it('is red once a failed payment is open for more than 7 days', () => {
    expect(stateOf('financial', { paysOnTime: false, failingSeconds: 7 * 86_400 })).toBe('yellow');
    expect(stateOf('financial', { paysOnTime: false, failingSeconds: 7 * 86_400 + 1 })).toBe('red');
  });

  it('is green with a renewal or more seats in a year', () => {
    expect(stateOf('financial', { confirmed: 365 })).toBe('green');
    expect(stateOf('financial', { confirmed: 366 })).toBe('yellow');
  });
});

const judged = (states: Record<(typeof healthComponents)[number], State>) =>
  Object.fromEntries(healthComponents.map(name => [name, { state: states[name] }])) as Record<
    (typeof healthComponents)[number],
    { state: State }
  >;
