import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { publicLine } from '../engine/account/public-line.ts';
import { compileJourney } from '../engine/asl/compile-journey.ts';
import { planMigration } from '../engine/asl/plan-migration.ts';
import type { Project } from '../engine/build/build-project.ts';
import { erasePersonalData } from '../engine/contacts/use-cases/erase-personal-data.ts';
import type { JourneyDefinition } from '../engine/definition/journey-definition.ts';
import { contentHash } from '../engine/journey/content-hash.ts';
import { makeMoves, planMoves } from '../engine/operate/plan-moves.ts';
import { stopJourney } from '../engine/operate/stop-journey.ts';
import { deliver } from '../engine/playback/deliver.ts';
import { deployAgain } from '../engine/playback/populate.ts';
import { on } from '../test/support/journeys.ts';
import { mail, onboardingOf } from '../test/support/other-versions.ts';
import { shippedProject } from '../test/support/play-case.ts';
import { signup, track } from '../test/support/recorded-events.ts';
import { startTestWorld, type TestWorld } from '../test/support/test-world.ts';

// Ten times what docs/growth.md says of enrollments: an account that is in a journey once for each of its projects.

const projects = 1_200;

let shipped: Project;
let world: TestWorld;
beforeEach(async () => {
  shipped = await shippedProject();
  world = await startTestWorld(forEachProject(10), '2026-03-02T08:00:00.000Z');
  onTestFinished(() => world.stop());
  const at = '2026-03-02T08:00:00Z';
  const created = Array.from({ length: projects }, (_, n) =>
    track('acme', 'Project Created', at, { properties: { project: `p${n}` } }),
  );
  await give([...signup('acme', at), ...created]);
  expect(await active()).toBe(projects);
});

const give = async (events: readonly object[]): Promise<void> => {
  for (const event of events) {
    const text = JSON.stringify(event);
    await deliver(world, { kind: 'segment', body: JSON.parse(text), text });
  }
  await world.settle();
};

/** The journey with mails on those days. */
const forEachProject = (...days: number[]): Project => {
  const project = onboardingOf(
    shipped,
    days.map(day => mail('check-in', day, { id: `check-in-${day}` })),
  );
  const journeys = project.journeys.map(({ file, definition: { hash: _, goal: __, audience: ___, ...definition } }) => {
    const keyed: Omit<JourneyDefinition, 'hash'> = {
      ...definition,
      enroll: on('Project Created'),
      reenroll: { kind: 'keyed', field: 'project' },
      exit: [on('Account Deleted')],
    };
    const whole = { ...keyed, hash: contentHash(keyed) };
    return { file, definition: whole, machine: compileJourney(whole, project.templates) };
  });
  const events = { ...project.catalog.events, 'Project Created': { fields: { project: 'string' as const } } };
  return { ...project, catalog: { ...project.catalog, events }, journeys };
};

const active = async (): Promise<number> => {
  const { enrollments } = await world.accountPorts.accounts.snapshot('acme');
  return enrollments.filter(({ status }) => status === 'active').length;
};

const linesOf = async (type: string) =>
  (await world.allAccounts.timeline()).map(publicLine).filter(line => line.type === type);

const running = () => world.executions().filter(({ status }) => status === 'RUNNING');

test(`${projects} enrollments of one account move to another version, go on there, and end when the journey is stopped`, async () => {
  const next = forEachProject(10, 30);
  const folder = await mkdtemp(join(tmpdir(), 'daymark-large-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await deployAgain(world, next, folder);
  const [journey] = next.journeys;
  if (!journey?.machine) throw new Error('It has no journey.');
  const { definition, machine } = journey;
  const version = { definition, machine };

  const { moves, stays } = await planMoves(
    'onboarding',
    definition.hash,
    (enrollment, snapshot, now) => planMigration(version, enrollment, snapshot, now),
    world.operator(),
  );
  await makeMoves(moves, definition.hash, world.operator());
  await world.settle();

  expect([...new Set(stays.map(({ reason }) => reason))]).toEqual([]);
  expect(await linesOf('migrated')).toHaveLength(projects);
  expect(running()).toHaveLength(projects);
  await world.advanceTo('2026-03-15T12:00:00.000Z');
  expect(await linesOf('touch')).toHaveLength(projects);
  expect(running()).toHaveLength(projects);

  expect(await stopJourney('onboarding', world.operator())).toEqual({ accounts: 1 });
  await world.settle();
  await expectAllToHaveExited('stopped');
});

test(`an account with ${projects} enrollments is deleted, and its person erased`, async () => {
  await give([track('acme', 'Account Deleted', '2026-03-03T08:00:00Z')]);
  await expectAllToHaveExited('Account Deleted');

  const settings = { tokenSecrets: ['a secret of the test'] as const };
  const erased = await erasePersonalData('acme', 'acme-ada', { ...world.operator(), settings });

  expect(erased).toMatchObject({ outcome: 'erased' });
  expect((await world.accountPorts.accounts.snapshot('acme')).contacts).toEqual([]);
});

const expectAllToHaveExited = async (reason: string): Promise<void> => {
  expect(await active()).toBe(0);
  expect((await linesOf('exited')).map(line => line.reason)).toEqual(Array(projects).fill(reason));
  expect(running()).toEqual([]);
  expect(world.errors).toEqual([]);
};
