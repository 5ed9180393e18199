import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, track } from '../support/recorded-events.ts';

const known = '2026-01-05T10:00:00Z';
const monday = Date.parse('2026-01-05T12:00:00Z');

/** So many days of each week on which the one user signs in, from 5 January on. */
const signIns = (id: string, weeks: readonly number[]) =>
  weeks.flatMap((days, week) =>
    Array.from({ length: days }, (_, day) =>
      track(id, 'Signed In', new Date(monday + (week * 7 + day) * 86_400_000).toISOString()),
    ),
  );

/** Six of twenty accounts fall three weeks running until 16 February, and are no longer counted; five of the others until 2 March. */
const named = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}-${index}`);
const [early, late, steady] = [named('early', 6), named('late', 5), named('steady', 9)];

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...[...early, ...late, ...steady].flatMap(id => account(id, known)),
      ...early.flatMap(id => signIns(id, [5, 5, 5, 3, 1])),
      ...late.flatMap(id => signIns(id, [5, 5, 5, 5, 5, 3, 1])),
      ...steady.flatMap(id => signIns(id, Array(8).fill(5))),
    ],
    { journeys: ['login-drop'], until: '2026-03-03T00:00:00Z' },
  );
});

const opened = (id: string) => played.of(id).filter(line => line.includes('task opened'));

test('exactly 30 % of the accounts that decline in a week are customers, who are called', () => {
  expect(early.map(opened)).toEqual(Array(6).fill(['2026-02-16T16:00:00Z login-drop: task opened, severity 2, maya']));
});

test('more are a sign of broken telemetry: nobody is called, and operations are told', () => {
  for (const id of [...late, ...steady]) expect(played.of(id), id).toEqual([]);
  expect(played.alarms).toEqual([
    {
      alarm: 'telemetry-guard',
      journey: 'login-drop',
      period: '2026-W09',
      evaluated: 14,
      tripped: 5,
      at: '2026-03-02T16:00:00.000Z',
    },
  ]);
});
