import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '../../kernel/instant.ts';
import { copyTable, type SnapshotState, tableFileName } from '../../local/dev/snapshots.ts';
import { callFunctions, loadFunctions } from '../../local/load-functions.ts';
import { type LocalCloud, startLocalCloud } from '../../local/local-cloud.ts';
import type { BuildStore } from './build-store.ts';
import { isRunning } from './claim-folder.ts';

export interface DevStart {
  /** Hash of the build to be deployed. */
  build: string;
  store: BuildStore;
  dynamodb: string;
  environment: Readonly<Record<string, string>>;
  /** The saved state to start from, and the folder of its table. */
  from?: { state: SnapshotState; folder: string } | undefined;
}

export interface DevCloud extends LocalCloud {
  /** Hashes of the deployed builds, in order of deployment. */
  builds: string[];
  /** Folder of the table in use. */
  live: string;
}

/** Starts a local cloud with the build deployed, along with the builds that enrollments in flight began with. */
export const startDevCloud = async ({ build, store, dynamodb, environment, from }: DevStart): Promise<DevCloud> => {
  await removeLeft();
  const live = await mkdtemp(join(memoryFolder, `${prefix}${process.pid}-`));
  const cleanUp = () => rmSync(live, { recursive: true, force: true });
  process.once('exit', cleanUp);
  if (from) await copyTable(from.folder, live);
  const cloud = await startLocalCloud({
    startAt: from ? from.state.cloud.core.now : instant(Date.now()),
    dynamodb,
    hasStream: true,
    ...(dynamodb === 'embedded' && { tableFile: join(live, tableFileName) }),
    ...(from && { kept: from.state.cloud }),
    environment: { ...environment, DAYMARK_BUILD: store.folderOf(build) },
  }).catch(error => {
    cleanUp();
    throw error;
  });
  const stop = async () => {
    await cloud.stop();
    process.off('exit', cleanUp);
    cleanUp();
  };
  try {
    const builds = [...(from?.state.builds ?? [])];
    for (const each of builds) await loadFunctions(cloud, { DAYMARK_BUILD: store.folderOf(each) });
    if (builds.at(-1) !== build) {
      await deployBuild(cloud, store.folderOf(build));
      builds.push(build);
    }
    callFunctions(cloud);
    return { ...cloud, stop, builds, live };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Deploys a build folder: its functions and its state machines, for enrollments that begin from now on. */
export const deployBuild = async (cloud: LocalCloud, folder: string): Promise<void> => {
  await loadFunctions(cloud, { DAYMARK_BUILD: folder });
  const machines = join(folder, 'asl');
  const definitions = await Promise.all(
    (await readdir(machines)).map(
      async file => [file.replace(/\.asl\.json$/, ''), await readFile(join(machines, file), 'utf8')] as const,
    ),
  );
  cloud.deploy(Object.fromEntries(definitions));
};

/** In memory if possible: on a disk, syncing takes longer than everything else about a write. */
const memoryFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const prefix = 'daymark-dev-';

/** Removes the folders of killed processes. */
const removeLeft = async (): Promise<void> => {
  for (const name of await readdir(memoryFolder)) {
    const [, owner] = /^daymark-dev-(\d+)-/.exec(name) ?? [];
    if (owner && !isRunning(Number(owner)))
      await rm(join(memoryFolder, name), { recursive: true, force: true }).catch(() => undefined);
  }
};
