import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../../build/build-project.ts';
import { root } from '../../build/root.ts';
import type { DrawnPictures } from '../../build/write-build.ts';
import { tableFileName, writeSnapshot } from '../../local/dev/snapshots.ts';
import { DynamoDbUnavailable } from '../../local/dynamodb-process.ts';
import { beginImport } from '../../local/import-table.ts';
import type { MemoryWorld } from '../../memory/memory-world.ts';
import { type CarriedPlay, carryWorld } from '../../playback/carry/carry-play.ts';
import type { PlayAbout } from '../../playback/play-about.ts';
import { aboutFile, eventsFile } from '../../playback/play-files.ts';
import { buildStore, hashOf } from './build-store.ts';

/** State that `daymark dev` keeps between runs. */
export const devFolder = '.daymark/dev';

/** Builds by their hashes. */
export const buildsFolder = join(devFolder, 'builds');

/** Snapshots of plays from which a local cloud can start. */
const playSnapshots = join(devFolder, 'plays');

/**
 * The folder for the snapshot of a play, named by a hash of events, journeys and engine. It may not exist yet.
 * @param folder of the play
 * @param build hash of the project's build
 */
export const playSnapshotFolder = async (folder: string, build: string): Promise<string> => {
  const { to, seed } = JSON.parse(readFileSync(join(folder, aboutFile), 'utf8')) as PlayAbout;
  const engine = await Promise.all(['engine', 'functions'].map(part => hashOf(join(root, part))));
  const name = createHash('sha256')
    .update(JSON.stringify([to, seed, build, ...engine]))
    .update(readFileSync(join(folder, eventsFile)))
    .digest('hex')
    .slice(0, 12);
  return join(playSnapshots, name);
};

/** A snapshot that is being written, mostly by another process. */
export interface SnapshotBegun {
  written: Promise<void>;
}

/** Begins to write the snapshot of a play, and deletes all others. @throws DynamoDbUnavailable */
export const beginPlaySnapshot = async (
  snapshot: string,
  { items, kept }: CarriedPlay,
  build: string,
): Promise<SnapshotBegun> => {
  await rm(playSnapshots, { recursive: true, force: true });
  await mkdir(playSnapshots, { recursive: true });
  const table = await mkdtemp(join(playSnapshots, 'table-'));
  const { imported } = await beginImport('daymark', items, join(table, tableFileName));
  const finish = async () => {
    await imported;
    await writeSnapshot(snapshot, table, { cloud: kept, builds: [build] });
    await rm(table, { recursive: true });
  };
  return { written: finish() };
};

/**
 * Begins to save the end of a play in memory, so that `daymark dev --play` starts there at once. Saves nothing if this
 * machine can't run DynamoDB.
 * @param folder of the play
 */
export const keepPlaySnapshot = async (
  world: MemoryWorld,
  { folder, project, pictures }: { folder: string; project: Project; pictures: DrawnPictures | undefined },
): Promise<SnapshotBegun> => {
  const build = await buildStore(buildsFolder).write(project, pictures);
  try {
    return await beginPlaySnapshot(await playSnapshotFolder(folder, build), await carryWorld(world, project), build);
  } catch (error) {
    if (!(error instanceof DynamoDbUnavailable)) throw error;
    return { written: Promise.resolve() };
  }
};
