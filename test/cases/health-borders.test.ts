import { beforeAll, describe, expect, test } from 'vitest';
import type { Instant } from '../../engine/kernel/instant.ts';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, billed, invoicePaid, paymentFailed, track } from '../support/recorded-events.ts';

type State = 'green' | 'yellow' | 'red';
type Recipe = readonly [usage: State, engagement: State, support: State, relationship: State, financial: State];
type Line = Readonly<Record<string, unknown>>;

const known = '2025-08-01T10:00:00Z';
/** All that happened until that Friday comes at once, each with its own time, and is scored on Monday the 12th. */
const told = '2026-01-09T10:00:00Z';
/** Then one thing changes, before the scores of the 19th and the 26th. */
const changes = '2026-01-13T10:00:00Z';
const until = '2026-01-27T00:00:00Z';
const day = (days: number, from: Instant = told): Instant =>
  new Date(Date.parse(from) + days * 86_400_000).toISOString();

const keyFeatures = ['Task Completed', 'Project Created', 'Comment Added', 'Report Shared', 'Timeline Viewed'];
const used: Record<State, number> = { green: 5, yellow: 3, red: 2 };
const csat: Record<State, number> = { green: 5, yellow: 3, red: 2 };
const nps: Record<State, number> = { green: 9, yellow: 8, red: 5 };

const survey = (id: string, name: string, score: number, at: Instant): Line =>
  track(id, 'Survey Responded', at, { properties: { survey: name, score } });
const answers = (score: number) => (id: string) => survey(id, 'nps', score, changes);
const renews = (id: string) => invoicePaid(id, changes, 2, billed(changes, '2027-01-01'));
const pays = (id: string) => invoicePaid(id, changes, 1, { billing_reason: 'manual' });

/** The only one who has a seat works every day, in turn with as many of the eight features as the state of usage asks for. */
const work = (id: string, usage: State): Line[] =>
  Array.from({ length: 50 }, (_, index) => track(id, keyFeatures[index % used[usage]] ?? '', day(index - 33)));

const engaged: Record<State, (id: string) => Line[]> = {
  green: id => ['Review Attended', 'Training Completed'].map(event => track(id, event, day(-20))),
  // The contact that answers a survey was at no review.
  yellow: () => [],
  red: () => [],
};

const bill: Record<State, (id: string) => Line[]> = {
  green: id => [invoicePaid(id, day(-40), 1, billed(day(-40), '2027-01-01'))],
  yellow: id => [invoicePaid(id, day(-40), 1, { billing_reason: 'manual' })],
  red: id => [paymentFailed(id, day(-10), null)],
};

const company = (
  id: string,
  [usage, engagement, support, relationship, financial]: Recipe,
  change?: (id: string) => Line,
): Line[] => [
  ...[
    ...account(
      id,
      known,
      { seats: 1, arr: 9000, executiveSponsor: true, renewalAt: '2026-12-31' },
      { cho: 'champion' },
    ),
    // Once launched, it is judged as everybody is.
    track(id, 'Integration Connected', day(-90)),
    ...work(id, usage),
    ...engaged[engagement](id),
    survey(id, 'csat', csat[support], day(-20)),
    survey(id, 'nps', nps[relationship], day(-20)),
    ...bill[financial](id),
  ].map(line => (happened(line) < told ? { ...line, receivedAt: told } : line)),
  ...(change ? [change(id)] : []),
];

const happened = ({ created, timestamp }: Line): string =>
  typeof created === 'number' ? new Date(created * 1000).toISOString() : String(timestamp);

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...company('first-49', ['yellow', 'yellow', 'green', 'red', 'yellow']),
      ...company('first-50', ['yellow', 'green', 'red', 'red', 'green']),
      ...company('first-79', ['green', 'yellow', 'green', 'yellow', 'green']),
      ...company('first-80', ['yellow', 'green', 'green', 'green', 'green']),

      ...company('moderate-69', ['yellow', 'green', 'green', 'yellow', 'yellow']),

      ...company('falls-to-49', ['yellow', 'yellow', 'green', 'yellow', 'yellow'], answers(5)),
      ...company('falls-to-50', ['yellow', 'green', 'red', 'yellow', 'green'], answers(5)),
      ...company('rises-to-49', ['yellow', 'yellow', 'green', 'red', 'red'], pays),
      ...company('rises-to-50', ['yellow', 'green', 'red', 'red', 'yellow'], renews),

      ...company('falls-to-79', ['green', 'yellow', 'green', 'green', 'green'], answers(8)),
      ...company('falls-to-80', ['green', 'green', 'green', 'yellow', 'red'], answers(5)),
      ...company('rises-to-79', ['green', 'yellow', 'green', 'yellow', 'yellow'], renews),
      ...company('rises-to-80', ['yellow', 'green', 'green', 'yellow', 'green'], answers(9)),
    ],
    { until, journeys: ['health-red', 're-engagement', 'health-advocacy'] },
  );
});

/** An account whose payment fails is looked at a day after it, too. */
const onMondays = () => played.health.filter(({ at }) => new Date(at).getUTCDay() === 1);
/** The scores of three Mondays, each with the band that the account has then. */
const scores = (id: string) =>
  onMondays()
    .filter(each => each.account === id)
    .map(({ score, band }) => `${score} ${band}`);
const entered = (id: string) => played.planOf(id).filter(line => line.includes(' enrolled in '));
const evidenceOf = (id: string) =>
  played.lines.flatMap(({ account: of, entry }) =>
    of === id && entry.type === 'task' && entry.action === 'opened' ? [entry.evidence] : [],
  );

test('every case is scored by all five components, as it says', () => {
  expect(onMondays()).toHaveLength(39);
  for (const { account: id, confidence, points, score } of played.health) {
    expect(confidence, id).toBe(100);
    expect(Object.values(points).reduce((sum, each) => sum + each)).toBe(score);
  }
  for (const { account: id, score } of played.health.slice(-13)) expect(id).toMatch(new RegExp(`-${score}$`));
  expect(played.faults).toEqual([]);
});

describe('the first score', () => {
  test('of 49 is red, and somebody is to call at once; of 50 it is not', () => {
    expect(scores('first-49')).toEqual(['49 red', '49 red', '49 red']);
    expect(played.planOf('first-49')).toEqual([
      '2026-01-12T03:00:00Z enrolled in health-red by signal',
      '2026-01-12T03:00:00Z health-red: task opened, severity 1, maya',
      '2026-01-12T03:00:00Z completed health-red',
    ]);
    expect(scores('first-50')).toEqual(['50 yellow', '50 yellow', '50 yellow']);
  });

  test('of 79 is yellow, and begins the mails; of 80 it is green, and asks for nothing', () => {
    for (const id of ['first-50', 'first-79']) {
      expect(entered(id)).toEqual([
        '2026-01-12T03:00:00Z enrolled in health-advocacy by signal',
        '2026-01-12T03:00:00Z enrolled in re-engagement by signal',
      ]);
    }
    expect(scores('moderate-69')).toEqual(['69 yellow', '69 yellow', '69 yellow']);
    expect(scores('first-79')).toEqual(['79 yellow', '79 yellow', '79 yellow']);
    expect(scores('first-80')).toEqual(['80 green', '80 green', '80 green']);
    expect(played.of('first-80')).toEqual([]);
  });
});

describe('a score that moves to the border', () => {
  test('and lies at 49 is red the second week, with a task that says why; at 50 it stays yellow', () => {
    expect(scores('falls-to-49')).toEqual(['56 yellow', '49 yellow', '49 red']);
    expect(played.planOf('falls-to-49').slice(-6)).toEqual([
      '2026-01-20T09:00:00Z re-engagement-2: email sent to falls-to-49-ada',
      '2026-01-26T03:00:00Z recovery: waited for turned',
      '2026-01-26T03:00:00Z enrolled in health-red by signal',
      '2026-01-26T03:00:00Z health-red: task opened, severity 1, maya',
      '2026-01-26T03:00:00Z completed health-red',
      '2026-01-26T03:00:00Z exited re-engagement: signal.cleared',
    ]);
    expect(evidenceOf('falls-to-49')).toEqual([
      { health: 'red', 'health score': 49, 'renews at': '2026-12-31', 'yearly revenue': 9000 },
    ]);
    expect(scores('falls-to-50')).toEqual(['57 yellow', '50 yellow', '50 yellow']);
    expect(entered('falls-to-50').join()).not.toContain('health-red');
  });

  test('and lies at 50 is yellow the second week, and the call is off; at 49 it stays red', () => {
    expect(scores('rises-to-50')).toEqual(['47 red', '50 red', '50 yellow']);
    expect(played.planOf('rises-to-50')).toEqual([
      '2026-01-12T03:00:00Z enrolled in health-red by signal',
      '2026-01-12T03:00:00Z health-red: task opened, severity 1, maya',
      '2026-01-12T03:00:00Z completed health-red',
      '2026-01-26T03:00:00Z enrolled in health-advocacy by signal',
      '2026-01-26T03:00:00Z health-red: task auto-resolved, severity 1, ruth',
      '2026-01-26T03:00:00Z enrolled in re-engagement by signal',
    ]);
    expect(scores('rises-to-49')).toEqual(['47 red', '49 red', '49 red']);
    expect(entered('rises-to-49')).toHaveLength(1);
  });

  test('and lies at 79 is yellow the second week, and begins the mails; at 80 it stays green', () => {
    expect(scores('falls-to-79')).toEqual(['87 green', '79 green', '79 yellow']);
    expect(played.planOf('falls-to-79')).toEqual([
      '2026-01-26T03:00:00Z enrolled in health-advocacy by signal',
      '2026-01-26T03:00:00Z enrolled in re-engagement by signal',
    ]);
    expect(scores('falls-to-80')).toEqual(['87 green', '80 green', '80 green']);
    expect(played.of('falls-to-80')).toEqual([]);
  });

  test('and lies at 80 is green the second week, and ends the mails; at 79 it stays yellow', () => {
    expect(scores('rises-to-80')).toEqual(['72 yellow', '80 yellow', '80 green']);
    expect(played.planOf('rises-to-80').slice(2)).toEqual([
      '2026-01-13T09:00:00Z re-engagement: email sent to rises-to-80-ada',
      '2026-01-20T09:00:00Z re-engagement-2: email sent to rises-to-80-ada',
      '2026-01-26T03:00:00Z recovery: waited for turned',
      '2026-01-26T03:00:00Z exited re-engagement: signal.cleared',
    ]);
    expect(scores('rises-to-79')).toEqual(['76 yellow', '79 yellow', '79 yellow']);
    expect(played.planOf('rises-to-79').join()).not.toMatch(/waited|exited/);
  });
});
