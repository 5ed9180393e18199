import { beforeAll, expect, test } from 'vitest';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, track } from '../support/recorded-events.ts';

const start = '2025-12-01T09:00:00.000Z';
const until = '2026-05-10T00:00:00.000Z';
const after = (days: number): string => plusSeconds(start, days * 86_400);

const customer = (id: string, traits: Record<string, unknown>, people: Record<string, string> = {}) =>
  account(id, start, { arr: 9000, seats: 2, renewalAt: '2026-06-30', ...traits }, people);

const features = [
  'Project Created',
  'Task Completed',
  'Report Shared',
  'Automation Created',
  'Integration Connected',
  'Comment Added',
];

/** Two people at work every day, most features, reviews, training and good words. */
const lively = (id: string, days: number) =>
  Array.from({ length: days }, (_, day) => [
    ...['ada', 'cho'].map(user => track(id, 'Signed In', after(day), { userId: `${id}-${user}` })),
    track(id, features[day % features.length] ?? '', after(day), { userId: `${id}-ada` }),
    ...(day % 60 === 10
      ? [
          track(id, 'Review Attended', after(day)),
          track(id, 'Training Completed', after(day)),
          track(id, 'Survey Responded', after(day), { properties: { survey: 'nps', score: 9 } }),
          track(id, 'Survey Responded', after(day), { properties: { survey: 'csat', score: 5 } }),
        ]
      : []),
  ]).flat();

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...customer('lively', { executiveSponsor: true }, { cho: 'champion' }),
      ...lively('lively', 160),
      ...customer('fading', { executiveSponsor: true }, { cho: 'champion' }),
      ...lively('fading', 75),
      ...customer('silent', {}),
      track('silent', 'Signed In', after(1)),
      ...customer('unheard', {}),
    ],
    { until, journeys: ['renewal'] },
  );
}, 60_000);

const bandsOf = (id: string) =>
  played.health
    .filter(each => each.account === id && each.from !== undefined)
    .map(({ at, band }) => `${at.slice(0, 10)} ${band}`);

test('an account that does well becomes green once enough is known, and stays so', () => {
  expect(bandsOf('lively')).toEqual(['2026-01-05 green']);
  expect(played.health.filter(({ account }) => account === 'lively').at(-1)).toMatchObject({
    score: 100,
    band: 'green',
  });
});

test('an account that stops working loses its band, and says why', () => {
  const [, ...moves] = bandsOf('fading');
  expect(moves.at(-1)).toMatch(/red$/);
  const last = played.health.filter(({ account }) => account === 'fading').at(-1);
  expect(last?.components.usage).toMatchObject({ state: 'red' });
});

test('an account of which little is known has no band until silence tells', () => {
  expect(bandsOf('silent')).toEqual(['2026-03-02 red']);
});

test('an account of which no usage is heard at all has none', () => {
  expect(bandsOf('unheard')).toEqual([]);
});

test('each account is scored once a week', () => {
  for (const id of ['lively', 'fading']) {
    const weeks = played.health.filter(({ account }) => account === id).map(({ at }) => Date.parse(at));
    expect(weeks.length, id).toBeGreaterThan(4);
    for (const [index, at] of weeks.slice(1).entries()) {
      expect(Math.round((at - (weeks[index] ?? 0)) / 86_400_000)).toBeGreaterThanOrEqual(index === 0 ? 0 : 6);
    }
  }
});

test('journeys read the band like any attribute: who is red gets a call before the renewal', () => {
  const outreach = (id: string) =>
    played.of(id, 'renewal').filter(line => line.includes('renewal-outreach: task opened'));
  expect(outreach('lively')).toEqual([]);
  expect(outreach('fading')).toHaveLength(1);
  expect(outreach('silent')).toHaveLength(1);
  expect(played.faults).toEqual([]);
});
