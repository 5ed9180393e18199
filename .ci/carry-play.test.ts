import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildStore } from '../engine/cli/dev/build-store.ts';
import { type DevCloud, startDevCloud } from '../engine/cli/dev/start-cloud.ts';
import { readSnapshot, tableFileName, writeSnapshot } from '../engine/local/dev/snapshots.ts';
import { beginImport } from '../engine/local/import-table.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import type { World } from '../engine/local/world.ts';
import type { KeptMemory, MemoryWorld } from '../engine/memory/memory-world.ts';
import { carryPlay } from '../engine/playback/carry/carry-play.ts';
import { inMemory } from '../engine/playback/in-memory.ts';
import { play } from '../engine/playback/play.ts';
import { recognizeEvents } from '../engine/playback/read-events.ts';
import { catalogOf, journeysOf } from '../engine/playback/source.ts';
import { sampleDefaults, sampleYear } from '../engine/sample/sample-year.ts';
import { recordsIn } from '../test/ports/everything-of.ts';
import { shippedProject } from '../test/support/play-case.ts';

const halfTime = '2025-07-01T00:00:00.000Z';
const end = '2025-09-01T00:00:00.000Z';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daymark-carry-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('a play goes on in a local cloud, and in another world in memory, as it would have by itself', async () => {
  const project = await shippedProject();
  const recorded = recognizeEvents(
    sampleYear({ ...sampleDefaults, accounts: 3 })
      .trim()
      .split('\n'),
    'sample',
  );
  const events = recorded.events.filter(({ at }) => at < halfTime);

  const { items, kept } = await carryPlay({ project, recorded, until: halfTime, seed: 1 });
  const store = buildStore(join(folder, 'builds'));
  const build = await store.write(project);
  const { imported } = await beginImport('daymark', items, join(folder, tableFileName));
  await imported;
  const snapshot = join(folder, 'snapshot');
  await writeSnapshot(snapshot, folder, { cloud: kept, builds: [build] });

  const cloud = await startDevCloud({
    ...{ build, store, environment: localSecrets, dynamodb: 'embedded' },
    from: { state: (await readSnapshot(snapshot)) ?? fail(), folder: snapshot },
  });
  const carried = await goOn(cloud).finally(cloud.stop);

  const source = { project };
  let undisturbed: Awaited<ReturnType<typeof told>> | undefined;
  let standing: Buffer | undefined;
  await play({
    recorded: { ...recorded, events },
    journeys: journeysOf(source),
    catalog: catalogOf(source),
    start: async at => {
      const world = await inMemory({ ...source, seed: 1 })(at);
      return {
        ...world,
        stop: async () => {
          undisturbed = await told(world);
        },
      };
    },
    until: end,
    atLast: world => {
      standing = serialize((world as MemoryWorld).keepAll());
    },
  });
  expect(carried.lines.filter(({ at }) => at > halfTime).length).toBeGreaterThan(20);
  expect(carried).toEqual(undisturbed);

  const again = deserialize(standing ?? fail()) as KeptMemory;
  expect(again.core.now).toBe(events.at(-1)?.at);
  const world = await inMemory({ ...source, seed: 1, kept: again })(again.core.now);
  await world.advanceTo(end);
  expect(await told(world)).toEqual(undisturbed);
});

const goOn = async (cloud: DevCloud) => {
  expect(cloud.now()).toBe(halfTime);
  await cloud.advanceTo(end);
  return told(cloud);
};

/** What is known at the end of all accounts. */
const told = async ({ allAccounts, accountPorts, mailbox, executions, alarms, errors, now }: World) => {
  const lines = (await allAccounts.timeline()).sort(byText);
  return {
    now: now(),
    lines,
    health: (await allAccounts.health()).sort(byText),
    records: await recordsIn(allAccounts),
    revenue: (await Array.fromAsync(accountPorts.revenue.all())).flat().sort(byText),
    answers: (await Array.fromAsync(accountPorts.answers.all())).flat().sort(byText),
    waiting: await allAccounts.stillWaiting(),
    mails: mailbox.mails().map(({ at, to, subject, messageId }) => ({ at, to, subject, messageId })),
    executions: executions()
      .map(({ name, status, transitions, history, output }) => ({ name, status, transitions, history, output }))
      .sort(byText),
    alarms,
    errors,
  };
};

const fail = (): never => {
  throw new Error('There is no snapshot.');
};

const byText = (a: object, b: object): number => (textOf(a) < textOf(b) ? -1 : 1);
const textOf = (value: object): string => JSON.stringify(Object.entries(value).sort());
