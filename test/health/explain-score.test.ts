import { describe, expect, test } from 'vitest';
import type { HealthInputs } from '../../engine/account/health-inputs.ts';
import type { HealthRecord } from '../../engine/account/health-state.ts';
import { shippedRules } from '../../engine/definition/health-rules.ts';
import { describeScore, explainScore } from '../../engine/health/explain-score.ts';
import { judgeComponents } from '../../engine/health/judge-components.ts';

const good: HealthInputs = {
  usage: { active: { part: 70, whole: 100 }, adoption: { part: 6, whole: 10 } },
  engagement: { reviewAttended: 90, trainingCompleted: 365, responded: 60 },
  support: { tickets: 2, ticketsBefore: 2, csat: { sum: 8, count: 2 } },
  relationship: { sponsor: true, champion: true, championLeft: false, nps: 9 },
  financial: { paysOnTime: true, failingSeconds: 0, confirmed: 365 },
};
type Name = keyof HealthInputs;
const judged = <Of extends Name>(name: Of, said: Partial<HealthInputs[Of]>) => {
  const { state, because } = judgeComponents({ ...good, [name]: { ...good[name], ...said } }, shippedRules)[name];
  return `${state}: ${because}`;
};
const share = (part: number) => ({ part, whole: 100 });

describe('a component of the score', () => {
  test('is green at the border, and says why', () => {
    expect(
      Object.values(judgeComponents(good, shippedRules)).map(({ state, because }) => `${state}: ${because}`),
    ).toEqual([
      'green: 70 % of the seats or more active on a working day, 60 % of the key features or more used',
      'green: the last review attended, training completed in a year, a reply or click in 60 days',
      'green: tickets not rising, CSAT of 4 or more',
      'green: an executive sponsor, a champion, NPS of 9 or 10',
      'green: paid on time, renewal or more seats in a year',
    ]);
  });

  test('is yellow beside it, for the first sign that is absent', () => {
    expect([
      judged('usage', { active: share(69) }),
      judged('usage', { adoption: share(59) }),
      judged('engagement', { reviewAttended: 91 }),
      judged('engagement', { trainingCompleted: 366 }),
      judged('engagement', { responded: 'never' }),
      judged('support', { tickets: 3 }),
      judged('support', { csat: { sum: 7, count: 2 } }),
      judged('relationship', { sponsor: false, champion: false }),
      judged('relationship', { nps: 8 }),
      judged('financial', { paysOnTime: false }),
      judged('financial', { confirmed: 366 }),
      judged('financial', { failingSeconds: 7 * 86_400 }),
    ]).toEqual([
      'yellow: not 70 % of the seats or more active on a working day',
      'yellow: not 60 % of the key features or more used',
      'yellow: not the last review attended',
      'yellow: not training completed in a year',
      'yellow: not a reply or click in 60 days',
      'yellow: not tickets not rising',
      'yellow: not CSAT of 4 or more',
      'yellow: not an executive sponsor',
      'yellow: not NPS of 9 or 10',
      'yellow: not paid on time',
      'yellow: not renewal or more seats in a year',
      'green: paid on time, renewal or more seats in a year',
    ]);
  });

  test('is red by any sign that is bad, whatever else is known', () => {
    const silent = { reviewAttended: 91, trainingCompleted: 'never', responded: 91 } as const;
    expect([
      judged('usage', { active: share(39) }),
      judged('usage', { active: null, adoption: share(29) }),
      judged('engagement', silent),
      judged('support', { tickets: 4 }),
      judged('support', { tickets: 2, ticketsBefore: 0 }),
      judged('support', { csat: { sum: 5, count: 2 } }),
      judged('relationship', { championLeft: true }),
      judged('relationship', { nps: 6 }),
      judged('financial', { failingSeconds: 7 * 86_400 + 1 }),
    ]).toEqual([
      'red: fewer than 40 % of the seats active on a working day',
      'red: fewer than 30 % of the key features used',
      'red: no review, training, reply or click in 90 days',
      'red: tickets doubled',
      'red: tickets doubled',
      'red: CSAT below 3',
      'red: the champion left',
      'red: NPS of 6 or less',
      'red: a failed payment open for over 7 days',
    ]);
    expect(
      [
        judged('usage', { active: share(40) }),
        judged('usage', { adoption: share(30) }),
        judged('engagement', { ...silent, responded: 90 }),
        judged('support', { tickets: 1, ticketsBefore: 0 }),
        judged('support', { csat: { sum: 6, count: 2 } }),
        judged('relationship', { nps: 7 }),
      ].map(each => each.split(':')[0]),
    ).toEqual(Array(6).fill('yellow'));
  });

  test('is missing where a sign is unknown and none is absent', () => {
    expect(
      [
        judged('usage', { active: null }),
        judged('engagement', { reviewAttended: null }),
        judged('support', { ticketsBefore: null }),
        judged('support', { csat: null }),
        judged('relationship', { nps: null }),
        judged('financial', { paysOnTime: null }),
      ].map(each => each.split(' whether')[0]),
    ).toEqual(Array(6).fill('missing: unknown'));
    expect(judged('usage', { active: null })).toContain('whether 70 % of the seats');
    expect(judged('engagement', { reviewAttended: null, trainingCompleted: 'never', responded: 'never' })).toMatch(
      /^yellow/,
    );
  });
});

describe('the explanation of a score', () => {
  const record = (inputs: HealthInputs, more: Partial<HealthRecord> = {}): HealthRecord => ({
    account: 'acme',
    at: '2026-03-09T02:30:00.000Z',
    band: 'green',
    score: 100,
    confidence: 100,
    model: 'm',
    points: { usage: 35, engagement: 20, support: 15, relationship: 15, financial: 15 },
    weights: { usage: 35, engagement: 20, support: 15, relationship: 15, financial: 15 },
    inputs,
    components: judgeComponents(inputs, shippedRules),
    ...more,
  });

  test('tells each component with what it was judged by', () => {
    const told = explainScore(record(good), undefined).components.map(({ inputs }) => inputs);
    expect(told).toEqual([
      '70 % of the seats active on a working day, 60 % of the key features used',
      'review 90 days ago, training 365 days ago, reply or click 60 days ago',
      '2 tickets in 30 days after 2 in the 30 before, CSAT 4.0',
      'executive sponsor yes, champion yes, NPS 9',
      'pays on time yes, no payment failing, renewal or more seats 365 days ago',
    ]);
    const bad: HealthInputs = {
      usage: { active: { part: 699, whole: 1_000 }, adoption: { part: 0, whole: 0 } },
      engagement: { reviewAttended: 1, trainingCompleted: 'never', responded: null },
      support: { tickets: 0, ticketsBefore: null, csat: { sum: 11, count: 4 } },
      relationship: { sponsor: null, champion: false, championLeft: true, nps: null },
      financial: { paysOnTime: false, failingSeconds: 3.9 * 86_400, confirmed: null },
    };
    expect(explainScore(record(bad), undefined).components.map(({ inputs }) => inputs)).toEqual([
      '69 % of the seats active on a working day, unknown of the key features used',
      'review 1 day ago, training never, reply or click unknown',
      '0 tickets in 30 days after unknown in the 30 before, CSAT 2.7',
      'executive sponsor unknown, champion left, NPS unknown',
      'pays on time no, a payment failing for 3 days, renewal or more seats unknown',
    ]);
  });

  test('names the two components that moved it most, and nothing that did not', () => {
    const points = { usage: 0, engagement: 15, support: 14, relationship: 15, financial: 15 };
    const { moved } = explainScore(record(good, { points }), record(good));
    expect(moved.map(({ component, points: by }) => [component, by])).toEqual([
      ['usage', -35],
      ['engagement', -5],
    ]);
    expect(explainScore(record(good), record(good)).moved).toEqual([]);
    expect(explainScore(record(good), undefined).moved).toEqual([]);
  });

  test('reads well in a terminal', () => {
    const points = { usage: 0, engagement: 20, support: 15, relationship: 15, financial: 15 };
    const after = record(good, { score: 65, band: 'yellow', from: 'green', confidence: 59, points });
    const lines = describeScore(explainScore(after, record(good))).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'acme: 65 of 100, yellow (was green), at 2026-03-09T02:30:00Z',
      'Known: 59 % of the weight, too little to move a band.',
      '',
    ]);
    expect(lines.slice(3, 5)).toEqual([
      '  usage          0 of 35  green: 70 % of the seats or more active on a working day, 60 % of the key features or more used',
      '                70 % of the seats active on a working day, 60 % of the key features used',
    ]);
    expect(lines.slice(-6)).toEqual([
      '',
      'What moved it most since the evaluation before:',
      '  usage -35',
      expect.stringMatching(/^ {4}from green: 70 %/),
      expect.stringMatching(/^ {4}to {3}green: 70 %/),
      '',
    ]);
    const unknown = describeScore(explainScore(record(good, { score: null, band: null, confidence: 60 }), undefined));
    expect(unknown).toMatch(/^acme: no score, no band yet, at .*\nKnown: 60 % of the weight\.\n/);
    expect(unknown).toContain('\nNothing moved it since the evaluation before.\n');
    expect(describeScore(explainScore(record(good), after))).toContain('  usage +35\n');
  });
});
