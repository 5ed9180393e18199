import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { publicLine } from '../engine/account/public-line.ts';
import { type DeployedApp, deployedApp } from '../engine/assembly/deployed-app.ts';
import { readAssembly } from '../engine/assembly/read-assembly.ts';
import { flattenSteps } from '../engine/journey/flatten-steps.ts';
import { instant, plusSeconds, toSecond } from '../engine/kernel/instant.ts';
import { localPlace } from '../engine/local/load-app.ts';
import { checkPermissions, rememberNeeds } from '../engine/permissions/check-permissions.ts';
import { justified } from '../engine/permissions/justified.ts';
import { inCloud } from '../engine/playback/in-cloud.ts';
import { type Played, play } from '../engine/playback/play.ts';
import { readEvents } from '../engine/playback/read-events.ts';
import { sampleEnd } from '../engine/sample/sample-year.ts';
import { command, daymark, printedAsLines, readPrintedLines } from './daymark.ts';
import { everyWay } from './every-way.ts';
import { fillSeats, loseChampions, type SampledPerson } from './sample-people.ts';
import { startUserPool, type UserPool } from './user-pool.ts';
import { type Visited, visit } from './visits.ts';

vi.setConfig({ testTimeout: 1_200_000 });

/** Production: elsewhere Stripe's live events, which the sample has, are not taken. */
const environment = 'environment=prod';
/** People come when the year is over: they change what happens. */
const visitAt = plusSeconds(sampleEnd, 12 * 3_600);

const folder = mkdtempSync(join(tmpdir(), 'daymark-'));
/** A year of accounts that go every way, and what comes of it when its sources are played. */
const events = join(folder, 'sample.jsonl');
const timeline = join(folder, 'timeline.jsonl');
const out = process.env.DAYMARK_TEST_CDK_OUT ?? join(folder, 'cdk.out');
const { observe, needs } = rememberNeeds();
let pool: UserPool;
let app: DeployedApp;
let played: Played;
let visited: Visited = { answers: {} };

beforeAll(async () => {
  writeFileSync(events, everyWay());
  const place = ['--timeline', timeline, '--mail', join(folder, 'mail')];
  const simulated = await daymark('simulate', events, '--until', sampleEnd, ...place);
  expect(simulated.code, simulated.stderr).toBe(0);
  if (!process.env.DAYMARK_TEST_CDK_OUT) {
    const synthesized = await command('npx', ['cdk', 'synth', '--quiet', '-c', environment, '-o', out]);
    expect(synthesized.code, synthesized.stderr).toBe(0);
  }
  pool = await startUserPool();
  app = deployedApp(readAssembly(out), { ...localPlace, issuer: pool.issuer });
  played = await play({
    journeys: app.journeys,
    catalog: app.catalog,
    recorded: await readEvents([events]),
    start: inCloud({
      ...{ app, buildFolder: folder, seed: 1, dynamodb: 'embedded', observeCall: observe },
      // Each account is counted once, as it stands at the end.
      hasStream: { everyDays: 1_000 },
    }),
    until: plusSeconds(visitAt, 86_400),
    prepare: cloud => {
      const people = peopleIn(events);
      cloud.at(plusSeconds(sampleEnd, 3_600), async () => {
        await loseChampions(cloud, people);
        await fillSeats(cloud);
      });
      cloud.at(visitAt, async () => {
        visited = await visit(cloud, pool, { audience: `${app.prefix}-console`, people });
      });
    },
  });
}, 1_200_000);
afterAll(() => {
  pool?.stop();
  rmSync(folder, { recursive: true });
});

test('what cdk.out deploys plays the sample year without a fault, from its own bundles, definitions, queues and schedules', () => {
  expect(played.faults).toEqual([]);
  expect(played.rejected).toEqual([]);
  expect(new Set(played.lines.map(({ journey }) => journey))).toEqual(new Set(app.journeys.map(({ id }) => id)));
});

test('it brings accounts to nearly every step', () => {
  const taken = new Set(played.lines.map(({ journey, entry }) => `${journey} ${'step' in entry ? entry.step : ''}`));
  const all = app.journeys.flatMap(({ id, steps }) => flattenSteps(steps).map(({ step }) => `${id} ${step.id}`));
  const missed = all.filter(step => !taken.has(step));
  expect(missed.length, missed.join(', ')).toBeLessThan(all.length / 5);
});

test('it does to everybody, byte for byte, what the sources do', () => {
  expect(printedAsLines(upToTheEnd(played.lines).map(publicLine))).toBe(readFileSync(timeline, 'utf8'));
  expect(printedAsLines(upToTheEnd(played.health))).toBe(readFileSync(join(folder, 'health.jsonl'), 'utf8'));
  expect(printedAsLines(upToTheEnd(played.answers))).toBe(readFileSync(join(folder, 'answers.jsonl'), 'utf8'));
  // Mails of an app that is tried out all go to its own people, and say so.
  const mails = played.mails.filter(({ at }) => at <= Date.parse(sampleEnd));
  expect(mails).toHaveLength(readPrintedLines(join(folder, 'mail', 'mails.jsonl')).length);
});

const upToTheEnd = <Dated extends { at: string }>(all: readonly Dated[]): Dated[] =>
  all.filter(({ at }) => at <= sampleEnd);

test('its bundles measure what the timeline tells, and nothing else', () => {
  const own = [...played.metrics].filter(([metric]) => /^Daymark (Touches|Tasks) /.test(metric));
  const told = Map.groupBy(played.lines, ({ entry }) => {
    if (entry.type === 'touch') return `Daymark Touches environment=${app.table} outcome=${entry.outcome}`;
    return entry.type === 'task' ? `Daymark Tasks environment=${app.table} action=${entry.action}` : '';
  });
  expect(own.length).toBeGreaterThan(4);
  for (const [metric, sum] of own) expect([metric, sum]).toEqual([metric, told.get(metric)?.length]);
});

test('the visits of people and partners were answered', () => {
  const refused = Object.entries(visited.answers).filter(([, all]) => all.some(status => status >= 300));
  expect(refused).toEqual([]);
});

test('no role lacks a permission, and none has one that nothing needs', () => {
  const verdict = checkPermissions(app, needs(), justified);
  expect(verdict).toEqual({ denied: [], unused: [], stale: [] });
});

test('a role that lacks one action is found out', () => {
  const grants = app.roles.get(`${app.prefix}-deliver-touch`)?.grants ?? [];
  const lacking = new Map(app.roles).set(`${app.prefix}-deliver-touch`, {
    name: `${app.prefix}-deliver-touch`,
    grants: grants.filter(({ action }) => action !== 'ses:SendEmail'),
  });
  expect(checkPermissions({ ...app, roles: lacking }, needs(), justified).denied[0]).toMatch(
    /^daymark-prod-deliver-touch calls ses:SendEmail on .*, which its role daymark-prod-deliver-touch does not allow: give it/,
  );
});

test.for(['run', 'simulate'])('daymark %s --from plays it, too', async verb => {
  const from = join(folder, verb, 'timeline.jsonl');
  const until = toSecond(instant('2025-01-08T00:00:00Z'));
  const run = await daymark(
    verb,
    events,
    '--from',
    out,
    '--until',
    until,
    '--timeline',
    from,
    '--mail',
    join(folder, verb, 'mail'),
  );
  expect(run.code, run.stderr).toBe(0);
  const lines = readPrintedLines(timeline).filter(({ at }) => String(at) <= until);
  expect(lines).not.toEqual([]);
  expect(readFileSync(from, 'utf8')).toBe(printedAsLines(lines));
});

const peopleIn = (file: string): SampledPerson[] => {
  const people = new Map<string, SampledPerson>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const { type, userId, context } = JSON.parse(line) as {
      type?: string;
      userId?: string;
      context?: { groupId?: string };
    };
    const account = context?.groupId;
    if (type === 'identify' && userId && account) people.set(`${account} ${userId}`, { account, user: userId });
  }
  return [...people.values()];
};
