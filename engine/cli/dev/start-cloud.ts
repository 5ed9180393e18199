import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Project } from '../../build/build-project.ts';
import { instant } from '../../kernel/instant.ts';
import { copyTable, type SnapshotState, tableFileName } from '../../local/dev/snapshots.ts';
import { endWithUs } from '../../local/end-with-us.ts';
import { callFunctions, loadFunctions } from '../../local/load-functions.ts';
import { type LocalCloud, startLocalCloud } from '../../local/local-cloud.ts';
import { deploy } from '../../playback/populate.ts';
import type { BuildStore } from './build-store.ts';

export interface DevStart {
  project: Project;
  /** Hash of its build. */
  build: string;
  store: BuildStore;
  dynamodb: string;
  environment: Readonly<Record<string, string>>;
  /** Where to go on from, and the folder of its table. */
  from?: { state: SnapshotState; folder: string } | undefined;
}

export interface DevCloud extends LocalCloud {
  /** Hashes of the builds that were deployed, the first one first. */
  builds: string[];
  /** Folder of the table in use. */
  live: string;
}

/** A local cloud in which the project is deployed, beside the versions that enrollments in flight began with. */
export const startDevCloud = async ({
  project,
  build,
  store,
  dynamodb,
  environment,
  from,
}: DevStart): Promise<DevCloud> => {
  const live = await mkdtemp(join(memoryFolder(), 'daymark-dev-'));
  const cleanUp = () => rmSync(live, { recursive: true, force: true });
  const forget = endWithUs(cleanUp);
  if (from) await copyTable(from.folder, live);
  const cloud = await startLocalCloud({
    startAt: from ? from.state.cloud.core.now : instant(Date.now()),
    dynamodb,
    hasStream: true,
    ...(dynamodb === 'embedded' && { tableFile: join(live, tableFileName) }),
    ...(from && { kept: from.state.cloud }),
    environment: { ...environment, DAYMARK_BUILD: store.folderOf(build) },
  }).catch(error => {
    forget();
    cleanUp();
    throw error;
  });
  const stop = async () => {
    await cloud.stop();
    forget();
    cleanUp();
  };
  try {
    const builds = [...(from?.state.builds ?? [])];
    for (const each of builds) await loadFunctions(cloud, { DAYMARK_BUILD: store.folderOf(each) });
    if (builds.at(-1) !== build) {
      await deploy(cloud, project, { DAYMARK_BUILD: store.folderOf(build) });
      builds.push(build);
    }
    callFunctions(cloud);
    return { ...cloud, stop, builds, live };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** A file on a disk is synced with each write, which takes longer than the rest of it. */
const memoryFolder = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
