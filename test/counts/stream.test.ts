import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeBuild } from '../../engine/build/write-build.ts';
import { countAnew } from '../../engine/counts/use-cases/count-anew.ts';
import { startLocalCloud } from '../../engine/local/local-cloud.ts';
import { localSecrets } from '../../engine/local/local-secrets.ts';
import type { World } from '../../engine/local/world.ts';
import { startMemoryWorld } from '../../engine/memory/memory-world.ts';
import { play } from '../../engine/playback/play.ts';
import { populate } from '../../engine/playback/populate.ts';
import type { AllPorts } from '../../engine/ports/ports.ts';
import { randomCase } from '../../faults/random-case.ts';
import { playOf } from '../support/two-worlds.ts';

const number = 17;
const drawn = randomCase(4_711, number, 4);
const journeys = drawn.project.journeys.map(({ definition }) => definition);
const until = new Date(Date.parse(drawn.startAt) + 60 * 86_400_000).toISOString();

/** Plays the case, and asks before the world stops. */
const inWorld = async <Told>(start: (startAt: string) => Promise<World>, ask: (world: World) => Promise<Told>) => {
  let told: Told | undefined;
  await play({
    ...playOf(drawn, number),
    until,
    journeys,
    catalog: drawn.project.catalog,
    start: async startAt => {
      const world = await start(startAt);
      return {
        ...world,
        stop: async () => {
          told = await ask(world);
          await world.stop();
        },
      };
    },
  });
  return told as Told;
};

const countsIn = async ({ journeyCounts }: Pick<AllPorts, 'journeyCounts'>) =>
  Promise.all(
    journeys.map(async ({ id }) => ({
      id,
      sums: await journeyCounts.sums(id),
      counted: (await journeyCounts.counted(id)).found.sort((a, b) => (a.enrollment < b.enrollment ? -1 : 1)),
    })),
  );

const listIn = async ({ accountList }: Pick<AllPorts, 'accountList'>) =>
  (await Array.fromAsync(accountList.all())).flat().sort((a, b) => (a.account < b.account ? -1 : 1));

test('what follows the table’s stream is what is counted in memory, and what a recount makes of the timeline', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-stream-'));
  try {
    const inCloud = await inWorld(
      async startAt => {
        await writeBuild(drawn.project, folder);
        const environment = { ...localSecrets, DAYMARK_BUILD: folder };
        const cloud = await startLocalCloud({ startAt, seed: number, environment, hasStream: true, inProcess: true });
        await populate(cloud, drawn.project);
        return cloud;
      },
      async world => {
        const { tally, ...ports } = world.connect({});
        if (tally === undefined) throw new Error('A cloud has a tally.');
        const counts = await countsIn(ports);
        const followed = (await listIn(ports)).map(({ account, journeys, tasks }) => ({ account, journeys, tasks }));
        const recounted = await countAnew({ ...ports, tally, all: world.allAccounts });
        return {
          counts,
          followed,
          recounted,
          again: await countsIn(ports),
          list: await listIn(ports),
          errors: world.errors,
        };
      },
    );
    const inMemory = await inWorld(
      async startAt => {
        const world = startMemoryWorld({ startAt, seed: number, environment: localSecrets });
        await populate(world, drawn.project);
        return world;
      },
      async world => {
        const ports = world.connect({}, drawn.project);
        return { counts: await countsIn(ports), list: await listIn(ports) };
      },
    );
    expect(inCloud.errors).toEqual([]);
    expect(inCloud.counts.flatMap(({ counted }) => counted).length).toBeGreaterThan(8);
    expect(inCloud.counts).toEqual(inMemory.counts);
    expect(inCloud.list).toEqual(inMemory.list);
    expect(inCloud.followed).toEqual(
      inMemory.list.map(({ account, journeys, tasks }) => ({ account, journeys, tasks })),
    );
    expect(inCloud.recounted).toMatchObject({ accounts: 4, corrected: [], failed: [] });
    expect(inCloud.again).toEqual(inCloud.counts);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);
