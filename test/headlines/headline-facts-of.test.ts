import { beforeAll, expect, test } from 'vitest';
import { headlinesOf } from '../../engine/headlines/headlines.ts';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, group, paymentFailed, stripe, track } from '../support/recorded-events.ts';

const known = '2026-01-04T10:00:00Z';
const day = (number: number): string =>
  new Date(Date.parse('2026-01-05T12:00:00Z') + number * 86_400_000).toISOString();
/** So many people sign in on each working day of that week, from the Monday of 5 January on. */
const signIns = (id: string, week: number, people: number) =>
  Array.from({ length: 5 * people }, (_, index) =>
    track(id, 'Signed In', day(7 * week + Math.floor(index / people)), { userId: `${id}-u${index % people}` }),
  );
const weekly = (id: string, ...people: number[]) => people.flatMap((each, week) => signIns(id, week, each));

/** Monday after the eleventh week: the last complete one, and the one four weeks before it, are compared. */
const lastEvent = day(7 * 11);
let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...account('falls', known, { arr: 18_000, seats: 5 }),
      ...weekly('falls', 5, 5, 5, 5, 5, 5, 4, 5, 5, 3, 1),
      ...account('is-new', '2026-03-01T10:00:00Z', { arr: 30_000 }),
      ...signIns('is-new', 10, 3),
      ...account('leaves', known, { arr: 9_000, launchGoalAt: '2026-03-20' }),
      paymentFailed('leaves', '2026-03-05T10:00:00Z', null),
      stripe('leaves', 'customer.subscription.updated', '2026-03-10T10:00:00Z', {
        object: 'subscription',
        id: 'sub_leaves',
        status: 'active',
        cancel_at_period_end: true,
      }),
      ...account('last-word', known),
      group('last-word', lastEvent, { plan: 'team' }),
    ],
    { until: '2026-04-20T00:00:00Z', journeys: ['health-red'] },
  );
}, 120_000);

const textsOf = (id: string): string[] =>
  headlinesOf(played.changes.find(facts => facts.account === id) ?? expect.fail(id), 9).map(({ text }) => text);

test('the last complete week is compared with the one four weeks before, as of the last event', () => {
  expect(played.changes.find(facts => facts.account === 'falls')).toMatchObject({
    name: 'falls',
    arr: 18_000,
    since: '2026-02-23',
    signIns: { before: 20, after: 5 },
  });
  expect(textsOf('falls')[0]).toMatch(/^Sign-ins fell from 20 to 5 a week since February 23/);
});

test('what an account was before it was known is not told', () => {
  expect(played.changes.find(facts => facts.account === 'is-new')).not.toHaveProperty('signIns');
  expect(played.changes.find(facts => facts.account === 'is-new')).not.toHaveProperty('health');
});

test('a cancellation, a payment and a goal are told as they stand', () => {
  expect(textsOf('leaves')).toEqual(
    expect.arrayContaining(['The subscription is set to end with its term.', 'The goal “launch” is 3 days overdue.']),
  );
});

test('of an account of which nothing is known there is no headline', () => {
  expect(textsOf('last-word')).toEqual([]);
});
