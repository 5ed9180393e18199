import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Project } from '../../engine/build/build-project.ts';
import type { Step } from '../../engine/definition/step.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { shareVersion } from '../../engine/operate/share-version.ts';
import { deliver } from '../../engine/playback/deliver.ts';
import { deployAgain } from '../../engine/playback/populate.ts';
import { versionsNow } from '../../engine/versions/use-cases/versions-now.ts';
import { beginsInNewest } from '../../engine/versions/version-share.ts';
import { mail, onboardingOf } from '../support/other-versions.ts';
import { shippedProject } from '../support/play-case.ts';
import { signup } from '../support/recorded-events.ts';
import { startTestWorld, type TestWorld } from '../support/test-world.ts';

let shipped: Project;
let folder: string;
let world: TestWorld;
let versions = 0;

beforeAll(async () => {
  shipped = await shippedProject();
  folder = await mkdtemp(join(tmpdir(), 'daymark-canary-'));
});
afterEach(() => world.stop());
afterAll(() => rm(folder, { recursive: true }));

const start = '2026-03-02T08:00:00.000Z';
const hours = (count: number) => plusSeconds(start, count * 3600);

const deploy = (project: Project) => deployAgain(world, project, join(folder, `version-${++versions}`));

const signUp = async (account: string, hour: number): Promise<void> => {
  await world.advanceTo(hours(hour));
  for (const event of signup(account, hours(hour).replace('.000', ''))) {
    const text = JSON.stringify(event);
    expect(await deliver(world, { kind: 'segment', body: JSON.parse(text), text })).toEqual({ warnings: [] });
    await world.settle();
  }
};

/** The journey's definition changed, and its machine, where asked so, which then ends with an error. */
const versionOf = (
  steps: readonly Step[],
  { canary, fails = false }: { canary?: number; fails?: boolean } = {},
): Project => {
  const project = onboardingOf(shipped, steps);
  const [journey] = project.journeys;
  if (!journey?.machine) throw new Error('It has no journey.');
  const { definition, machine } = journey;
  const broken = {
    ...machine,
    StartAt: 'broken',
    States: { ...machine.States, broken: { Type: 'Fail', Error: 'Broken' } },
  };
  return {
    ...project,
    journeys: [
      {
        ...journey,
        definition: { ...definition, ...(canary !== undefined && { canary }) },
        machine: fails ? (broken as typeof machine) : machine,
      },
    ],
  };
};
const hashOf = ({ journeys: [journey] }: Project): string => journey?.definition.hash ?? '';

const versionsOfAll = async (): Promise<Record<string, string>> => {
  const all = await Array.fromAsync(world.allAccounts.records());
  return Object.fromEntries(all.map(({ account, enrollments: [first] }) => [account, first?.version ?? '']));
};

const operatorsView = async () => {
  const operator = world.operator();
  const newest = (await operator.liveVersion('onboarding')) ?? '';
  return versionsNow('onboarding', newest, await operator.switches.read(world.now()), operator.versions);
};

const first = () => versionOf([mail('welcome', 0), mail('first-project', 7)]);

it('a new version that fails takes its share, is rolled back by itself, and leaves those in flight alone', async () => {
  world = await startTestWorld(first(), start);
  await signUp('before', 1);
  const next = versionOf([mail('welcome', 0), mail('check-in', 7)], { canary: 40, fails: true });
  await deploy(next);
  const accounts = Array.from({ length: 30 }, (_, index) => `account-${index}`);
  for (const [index, account] of accounts.entries()) await signUp(account, 2 + index);
  await world.idle(hours(24 * 40));

  const begun = await versionsOfAll();
  const definition = { id: 'onboarding', hash: hashOf(next) };
  const failed = accounts.filter(account => begun[account] === hashOf(next));
  // The third to fail is seen by the next who enters, ten minutes later at most.
  expect(failed).toEqual(accounts.filter(account => beginsInNewest(account, definition, { share: 40 })).slice(0, 3));
  expect(world.alarms.filter(({ alarm }) => alarm === 'canary')).toMatchObject([
    { journey: 'onboarding', version: hashOf(next), because: 'failed', newest: { began: 3, failed: 3 } },
  ]);
  expect(await operatorsView()).toMatchObject({
    said: {
      share: 0,
      rest: hashOf(first()),
      why: expect.stringMatching(/^3 of 3 failed, and 0 of \d+ in the version before$/),
    },
    versions: [
      { version: hashOf(next), share: 0, compared: { began: 3, failed: 3 } },
      { version: hashOf(first()), share: 100, compared: { failed: 0 } },
    ],
  });
  const subjects = (account: string) => world.mailbox.mails().filter(({ to }) => to.startsWith(`${account}-`)).length;
  expect(['before', ...accounts].filter(account => subjects(account) !== 2)).toEqual(failed);
  expect(world.errors).toEqual([]);
});

it('an operator rolls back and promotes: new enrollments follow, and those in flight keep their version', async () => {
  world = await startTestWorld(first(), start);
  await signUp('one', 1);
  const next = versionOf([mail('welcome', 0), mail('check-in', 7)]);
  await deploy(next);
  await signUp('two', 2);
  await shareVersion('onboarding', hashOf(next), { share: 0, rest: hashOf(first()) }, world.operator());
  await signUp('three', 3);
  await shareVersion('onboarding', hashOf(next), { share: 100 }, world.operator());
  await signUp('four', 4);
  await shareVersion('onboarding', hashOf(next), { share: 0, rest: hashOf(first()) }, world.operator());
  // What was said of one version says nothing of the next.
  const third = versionOf([mail('welcome', 0), mail('check-in', 9)]);
  await deploy(third);
  await signUp('five', 5);
  await world.idle(hours(24 * 40));

  expect(await versionsOfAll()).toEqual({
    one: hashOf(first()),
    two: hashOf(next),
    three: hashOf(first()),
    four: hashOf(next),
    five: hashOf(third),
  });
  const last = Object.fromEntries(
    ['one', 'two', 'three'].map(account => {
      const mails = world.mailbox.mails().filter(({ to }) => to.startsWith(`${account}-`));
      return [account, mails.at(-1)?.subject];
    }),
  );
  expect(last.three).toBe(last.one);
  expect(last.two).not.toBe(last.one);
  expect(world.executions().every(({ status }) => status === 'SUCCEEDED')).toBe(true);
  expect(world.errors).toEqual([]);
});
