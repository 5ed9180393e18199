import { beforeAll, describe, expect, test } from 'vitest';
import type { Instant } from '../../engine/kernel/instant.ts';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, invoicePaid, paymentFailed, track } from '../support/recorded-events.ts';

/** All that happened comes at once on Friday, each with its own time, and is scored on Monday morning. */
const told = '2026-01-09T12:00:00Z';
const scored = '2026-01-12T03:00:00.000Z';
const before = (days: number, seconds = 0): Instant =>
  new Date(Date.parse(scored) - days * 86_400_000 - seconds * 1000).toISOString();

/** What is said of an account, at a border or one step beyond it. */
interface Signs {
  /** Of ten seats, those who work on each working day; `missing` of their days are not there. */
  people: number;
  missing?: number;
  features: number;
  review?: Instant;
  training?: Instant;
  nps: { score: number; at: Instant };
  csat: { scores: readonly number[]; at: Instant };
  /** In the 30 days before the last 30, and in the last. */
  tickets: readonly [number, number];
  sponsor: boolean;
  championLeft?: true;
  failedAt?: Instant;
  renewed: boolean;
}

const keyFeatures = ['Task Completed', 'Project Created', 'Comment Added', 'Report Shared', 'Timeline Viewed'];
const weekdays = Array.from(
  { length: 30 },
  (_, index) => new Date(Date.parse('2025-12-13T09:00:00Z') + index * 86_400_000),
)
  .filter(date => date.getUTCDay() % 6 !== 0)
  .map(date => date.toISOString());

const company = (id: string, signs: Signs) => {
  // Whatever else is done, the first of them does it: they work every day anyhow.
  const did = (event: string, at: Instant, properties = {}) => track(id, event, at, { userId: `${id}-0`, properties });
  const work = weekdays
    .flatMap(at => Array.from({ length: signs.people }, (_, person) => ({ at, person })))
    .slice(0, signs.missing ? -signs.missing : undefined)
    .map(({ at, person }, index) =>
      track(id, keyFeatures[index % signs.features] ?? '', at, { userId: `${id}-${person}` }),
    );
  const tickets = signs.tickets.flatMap((count, period) =>
    Array.from({ length: count }, (_, index) =>
      did('Support Ticket Created', period ? (weekdays[index] ?? '') : before(40 + index)),
    ),
  );
  const paid = before(100);
  return [
    ...account(id, '2025-08-01T10:00:00Z', { seats: 10, executiveSponsor: signs.sponsor }, { cho: 'champion' }),
    // Once launched, it is judged as everybody is.
    did('Integration Connected', before(100)),
    ...work,
    ...tickets,
    ...(signs.review ? [did('Review Attended', signs.review)] : []),
    ...(signs.training ? [did('Training Completed', signs.training)] : []),
    did('Survey Responded', signs.nps.at, { survey: 'nps', score: signs.nps.score }),
    ...signs.csat.scores.map(score => did('Survey Responded', signs.csat.at, { survey: 'csat', score })),
    ...(signs.championLeft ? [did('Champion Left', before(10))] : []),
    signs.renewed ? invoicePaid(id, paid) : invoicePaid(id, paid, 1, { billing_reason: 'manual' }),
    ...(signs.failedAt ? [paymentFailed(id, signs.failedAt, null, {}, 2)] : []),
  ].map(line => ({ ...line, receivedAt: told }));
};

const good: Signs = {
  people: 7,
  features: 5,
  review: before(90),
  training: before(20),
  nps: { score: 9, at: before(60) },
  csat: { scores: [5, 3], at: before(60) },
  tickets: [2, 2],
  sponsor: true,
  renewed: true,
};

const cases: Readonly<Record<string, Signs>> = {
  'at-green': good,
  'below-green': {
    ...good,
    missing: 1,
    nps: { score: 8, at: before(60, 1) },
    csat: { scores: [5, 3], at: before(60, 1) },
    tickets: [2, 3],
    renewed: false,
  },
  'below-green-too': {
    ...good,
    features: 4,
    review: before(90, 1),
    csat: { scores: [4, 3], at: before(60) },
    sponsor: false,
    failedAt: before(7),
  },
  'at-yellow': {
    ...good,
    people: 4,
    features: 3,
    review: before(90),
    training: before(90, 1),
    nps: { score: 7, at: before(90, 1) },
    csat: { scores: [3], at: before(60, 1) },
    tickets: [2, 3],
    failedAt: before(7),
  },
  'at-red': {
    ...good,
    people: 4,
    missing: 1,
    review: before(90, 1),
    training: before(90, 1),
    nps: { score: 6, at: before(90, 1) },
    csat: { scores: [5], at: before(90, 1) },
    tickets: [2, 4],
    failedAt: before(7, 1),
  },
  'at-red-too': { ...good, features: 2, csat: { scores: [3, 2], at: before(60) }, championLeft: true },
};

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    Object.entries(cases).flatMap(([id, signs]) => company(id, signs)),
    { until: '2026-01-12T12:00:00Z', journeys: ['health-red'] },
  );
});

// A payment that fails is looked at before, when its processor has named no next attempt for a day.
const points = (id: string) => played.health.find(each => each.account === id && each.at === scored)?.points;

describe('a component of the score', () => {
  test('is green at each of its borders: 70 % active, 90 and 60 days, as many tickets, CSAT 4, NPS 9', () => {
    expect(points('at-green')).toEqual({ usage: 40, engagement: 25, support: 15, relationship: 15, financial: 5 });
  });

  test('is yellow one day of one person, one second, one ticket, one point of NPS below, or without a renewal', () => {
    expect(points('below-green')).toEqual({ usage: 20, engagement: 12, support: 7, relationship: 7, financial: 2 });
  });

  test('is yellow with half of the features, an older review, CSAT 3.5, no sponsor, or 7 days of a failed payment', () => {
    expect(points('below-green-too')).toEqual({ usage: 20, engagement: 12, support: 7, relationship: 7, financial: 2 });
  });

  test('is yellow down to 40 % active, one sign in 90 days, CSAT 3 and NPS 7', () => {
    expect(points('at-yellow')).toEqual({ usage: 20, engagement: 12, support: 7, relationship: 7, financial: 2 });
  });

  test('is red below 40 % active, after 90 days of nothing, with twice the tickets, NPS 6, or 7 days and a second unpaid', () => {
    expect(points('at-red')).toEqual({ usage: 0, engagement: 0, support: 0, relationship: 0, financial: 0 });
  });

  test('is red below 30 % of the features, with CSAT 2.5, and when the champion left', () => {
    expect(points('at-red-too')).toMatchObject({ usage: 0, support: 0, relationship: 0 });
  });
});
