import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsToPlay } from '../../engine/cli/backtest/last-play.ts';
import { ruleNamed, valuesAsked } from '../../engine/cli/backtest/rule-named.ts';
import { backtestSchema } from '../../engine/playback/backtest/backtest-schema.ts';
import { forecastSchema } from '../../engine/playback/forecast/forecast-schema.ts';
import { daymark, daymarkEach, type Workplace, workplace } from '../support/cli.ts';
import { shippedProject, textOf } from '../support/play-case.ts';

let here: Workplace;
beforeAll(async () => {
  here = await workplace();
  const at = (day: number) => new Date(Date.UTC(2026, 0, 5 + day, 12)).toISOString();
  const seat = (event: string, day: number, user: number) => ({
    ...{ type: 'track', messageId: `${event} ${user}`, userId: `u${user}`, event, timestamp: at(day) },
    context: { groupId: 'acme' },
  });
  const acme = (day: number) => ({
    ...{ type: 'group', messageId: `g${day}`, groupId: 'acme', timestamp: at(day) },
    traits: { name: 'Acme', plan: 'team', owner: 'maya', seats: 10, arr: 20_000 },
  });
  const events = [
    acme(0),
    ...Array.from({ length: 9 }, (_, user) => seat('Account Added User', user + 1, user)),
    acme(120),
  ];
  await writeFile(here.path('events.jsonl'), textOf(events));
});
afterAll(() => here.remove());

test('the last play is tested again with other values, the one of today among them', async () => {
  const play = ['--timeline', here.path('play/timeline.jsonl'), '--mail', here.path('play/mail')];
  await daymark(['simulate', here.path('events.jsonl'), '--until', 'last-event', '--journey', 'seats-80', ...play]);
  const asked = ['backtest', 'seats-80', '--play', here.path('play'), '--set', 'threshold=0.9..1:0.1'];
  const [json, text] = await daymarkEach([[...asked, '--json'], asked]);
  expect(json).toMatchObject({ code: 0, stderr: '' });
  const told = backtestSchema.parse(JSON.parse(json?.stdout ?? ''));
  expect(told).toMatchObject({ subject: 'seats-80', parameter: 'threshold', today: 0.8, within: 90, accounts: 1 });
  expect(told.rows.map(({ value, today, fired, tasks }) => [value, today, fired, tasks.opened])).toEqual([
    [0.8, true, 1, 1],
    [0.9, false, 1, 1],
    [1, false, 0, 0],
  ]);
  expect(told.rows[0]?.fates).toEqual({ left: 0, renewed: 0, stayed: 1, open: 0 });
  expect(text?.stdout).toMatch(/^> 0\.8 +1 +1 +0 +0 +1 +0 /m);
});

test('the forecast goes on from the last play, as text and as data', async () => {
  const asked = ['forecast', '--play', here.path('play')];
  const [json, early] = await daymarkEach([
    [...asked, '--json'],
    [...asked, '--at', '2025-01-01T00:00:00Z'],
  ]);
  const told = forecastSchema.parse(JSON.parse(json?.stdout ?? ''));
  expect(told).toMatchObject({ at: '2026-05-05T12:00:00.000Z', journeys: [], leftOut: [] });
  expect(told.csms.find(({ csm }) => csm === 'ruth')).toMatchObject({ open: 1, tasks: [0, 0, 0, 0] });
  expect(early).toMatchObject({
    code: 2,
    errors: [expect.stringContaining('before the first event'), expect.any(String)],
  });
});

test('what cannot be tested says why, and how to fix it', async () => {
  const project = await shippedProject();
  const ask = (name: string, set?: string) => () => valuesAsked(set, ruleNamed(name, project));
  const cases: [ask: () => unknown, what: RegExp, fix: RegExp][] = [
    [ask('seats'), /^there is no signal "seats"$/, /^name one of: seats-100, seats-80, health, /],
    [ask('seat-80'), /^there is no signal "seat-80"$/, /^did you mean "seats-80"/],
    [ask('onboarding'), /no signal enrolls accounts in journey "onboarding"/, /^name one of: health, /],
    [ask('health-red'), /"health-red" compares no number/, /another signal/],
    [ask('login-drop', 'bye=1'), /"login-drop" has no parameter "bye"/, /^did you mean "by"\?.* share \(today 0.6\)/],
    [ask('silence', 'days=x'), /"x" isn't a range of days/, /0\.3\.\.0\.6:0\.05/],
    [ask('health', 'bands.yellow=90'), /bands\.yellow cannot be 90/, /the lower border below the upper one/],
    [async () => eventsToPlay(undefined, here.path('none')), /no play here/, /--events/],
  ];
  for (const [ask, what, fix] of cases) {
    const error = await Promise.resolve()
      .then(ask)
      .catch(each => each);
    expect(error).toMatchObject({ message: expect.stringMatching(what), fix: expect.stringMatching(fix), exitCode: 2 });
  }
});
