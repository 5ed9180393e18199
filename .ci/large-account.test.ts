import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { publicLine } from '../engine/account/public-line.ts';
import { compileJourney } from '../engine/asl/compile-journey.ts';
import { planMigration } from '../engine/asl/plan-migration.ts';
import type { Project } from '../engine/build/build-project.ts';
import { erasePersonalData } from '../engine/contacts/use-cases/erase-personal-data.ts';
import type { JourneyDefinition } from '../engine/definition/journey-definition.ts';
import type { Step } from '../engine/definition/step.ts';
import { contentHash } from '../engine/journey/content-hash.ts';
import { userTokenSigner } from '../engine/local/local-secrets.ts';
import { proxyEvent } from '../engine/local/proxy-event.ts';
import { makeMoves, planMoves } from '../engine/operate/plan-moves.ts';
import { stopJourney } from '../engine/operate/stop-journey.ts';
import { deliver } from '../engine/playback/deliver.ts';
import { deployAgain } from '../engine/playback/populate.ts';
import { signPromptToken } from '../engine/tokens.ts';
import { on } from '../test/support/journeys.ts';
import { mail, onboardingOf } from '../test/support/other-versions.ts';
import { shippedProject } from '../test/support/play-case.ts';
import { signup, track } from '../test/support/recorded-events.ts';
import { startTestWorld, type TestWorld } from '../test/support/test-world.ts';

// Ten times what docs/growth.md says of enrollments, mails to one person, prompts and events that wait, played through.

const projects = 1_200;
const at = '2026-03-02T08:00:00Z';

let shipped: Project;
let world: TestWorld;
beforeAll(async () => {
  shipped = await shippedProject();
});

const start = async (project: Project): Promise<void> => {
  world = await startTestWorld(project, '2026-03-02T08:00:00.000Z');
  onTestFinished(() => world.stop());
};

const startProjects = async (many: number, project: Project): Promise<void> => {
  await start(project);
  const created = Array.from({ length: many }, (_, n) =>
    track('acme', 'Project Created', at, { properties: { project: `p${n}` } }),
  );
  await give([...signup('acme', at), ...created]);
  expect(await active()).toBe(many);
};

const give = async (events: readonly object[]): Promise<void> => {
  for (const event of events) {
    const text = JSON.stringify(event);
    await deliver(world, { kind: 'segment', body: JSON.parse(text), text });
  }
  await world.settle();
};

const mailOn = (day: number): Step => mail('check-in', day, { id: `check-in-${day}` });

/** Counts every mail, and has room for all. */
const roomyCap = { classes: ['lifecycle'], atMost: 10_000, withinDays: 7, onCapped: 'hold' } as const;

/** A journey of these steps, once for each project. */
const forEachProject = (...steps: Step[]): Project => {
  const project = onboardingOf(shipped, steps);
  const journeys = project.journeys.map(({ file, definition: { hash: _, goal: __, audience: ___, ...definition } }) => {
    const keyed: Omit<JourneyDefinition, 'hash'> = {
      ...definition,
      enroll: on('Project Created'),
      reenroll: { kind: 'keyed', field: 'project' },
      exit: [on('Account Deleted')],
      policy: { ...definition.policy, frequencyCaps: [roomyCap] },
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
  await startProjects(projects, forEachProject(mailOn(10)));
  const next = forEachProject(mailOn(10), mailOn(30));
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
  expect((await linesOf('touch')).map(({ outcome }) => outcome)).toEqual(Array(projects).fill('sent'));
  const [ada] = (await world.accountPorts.accounts.snapshot('acme')).contacts;
  expect(ada?.recentSends).toHaveLength(1_000);
  expect(running()).toHaveLength(projects);

  expect(await stopJourney('onboarding', world.operator())).toEqual({ accounts: 1 });
  await world.settle();
  await expectAllToHaveExited('stopped');
});

test(`an account with ${projects} enrollments is deleted, and its person erased`, async () => {
  await startProjects(projects, forEachProject(mailOn(10)));
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

test('1,000 prompts of one account are shown a few at a time, and go with their enrollments', async () => {
  const tour: Step = {
    kind: 'prompt',
    id: 'tour',
    template: 'core-workflow-tour',
    to: { roles: 'everyone' },
    data: {},
  };
  await startProjects(1_000, forEachProject(tour, mailOn(10)));
  const { prompts } = world.accountPorts;

  expect((await prompts.all('acme')).filter(({ retiredAt }) => retiredAt === undefined)).toHaveLength(1_000);
  expect((await shown()).length).toBeGreaterThan(0);
  expect((await shown()).length).toBeLessThan(10);
  await give([track('acme', 'Account Deleted', '2026-03-03T08:00:00Z')]);
  expect((await prompts.all('acme')).filter(({ retiredAt }) => retiredAt === undefined)).toEqual([]);
  expect(await shown()).toEqual([]);
  expect(world.errors).toEqual([]);
});

/** What a page of the account's admin shows. */
const shown = async (): Promise<unknown[]> => {
  const token = await signPromptToken({ account: 'acme', user: 'acme-ada' }, userTokenSigner, {
    at: new Date(world.now()),
  });
  const headers = { authorization: `Bearer ${token}` };
  const event = proxyEvent({ method: 'GET', url: '/v1/prompts', headers, body: '', at: world.now() });
  const answer = (await world.invoke('list-prompts', event)) as { body: string };
  return (JSON.parse(answer.body) as { prompts: unknown[] }).prompts;
};

test('2,000 events that came before their account are routed once it is known, in order', async () => {
  await start(forEachProject(mailOn(10)));
  const used = Array.from({ length: 2_000 }, (_, n) =>
    track('acme', 'Project Created', new Date(Date.parse(at) - (2_000 - n) * 1000).toISOString()),
  );
  await give(used);
  expect(await world.accountPorts.waiting.find({ account: 'acme' })).toHaveLength(2_000);

  await give(signup('acme', at));

  expect(await world.accountPorts.waiting.find({ account: 'acme' })).toEqual([]);
  const { usage } = await world.accountPorts.accounts.snapshot('acme', { usageSince: '2026-03-01T00:00:00.000Z' });
  const times = [...usage].filter(({ event }) => event === 'Project Created').map(each => each.at);
  expect(times).toHaveLength(2_000);
  expect(times).toEqual(times.toSorted());
  expect(world.errors).toEqual([]);
});
