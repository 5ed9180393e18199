import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Project } from '../../engine/build/build-project.ts';
import { writeBuild } from '../../engine/build/write-build.ts';
import { awsOperator } from '../../engine/cli/operate/aws-operator.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import { startLocalCloud } from '../../engine/local/local-cloud.ts';
import { localSecrets } from '../../engine/local/local-secrets.ts';
import type { World } from '../../engine/local/world.ts';
import { startMemoryWorld } from '../../engine/memory/memory-world.ts';
import { populate } from '../../engine/playback/populate.ts';
import type { Operator } from '../../engine/ports/operator.ts';

export interface TestWorld extends World {
  /** In a process of their own. */
  operator(): Operator;
}

/** A world with a project deployed in it: in memory, or where DAYMARK_TEST_WORLDS asks for both, the local cloud. */
export const startTestWorld = async (project: Project, startAt: Instant): Promise<TestWorld> => {
  const world = await (process.env.DAYMARK_TEST_WORLDS === 'both' ? cloudWorld : memoryWorld)(project, startAt);
  await populate(world, project);
  return world;
};

const memoryWorld = async (_: Project, startAt: Instant): Promise<TestWorld> =>
  startMemoryWorld({ startAt, environment: localSecrets });

const cloudWorld = async (project: Project, startAt: Instant): Promise<TestWorld> => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-world-'));
  await writeBuild(project, folder);
  const cloud = await startLocalCloud({ startAt, environment: { ...localSecrets, DAYMARK_BUILD: folder } });
  return {
    ...cloud,
    operator: () =>
      awsOperator({
        table: cloud.environment.DAYMARK_TABLE ?? '',
        eventsQueueUrl: cloud.environment.DAYMARK_EVENTS_QUEUE_URL ?? '',
        switchesPath: '/daymark/switches',
        machinePrefix: 'daymark-',
        archiveBucket: 'daymark-events',
        clock: { now: cloud.now },
      }),
    stop: async () => {
      await cloud.stop();
      await rm(folder, { recursive: true });
    },
  };
};
