import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../../kernel/instant.ts';
import type { KeptCloud } from '../local-cloud.ts';

/** The state of a local cloud, except its table, which is a file of its own. */
export interface SnapshotState {
  cloud: KeptCloud;
  /** Hashes of the builds that its functions have been deployed with, the first one first. */
  builds: readonly string[];
}

/** Summary of a snapshot. */
export interface SnapshotAbout {
  id: string;
  /** The clock's time. */
  at: Instant;
  /** Why it was taken, such as `before {"by":"P1D"}`. */
  why: string;
}

/** Name of a table's file, in a snapshot and in the folder of the running cloud. */
export const tableFileName = 'table.db';

/** SQLite's write-ahead log: changes that the table's file does not have yet. */
const logName = `${tableFileName}-wal`;
const stateName = 'state.json';
const aboutName = 'about.json';

/**
 * Writes a snapshot atomically: a process that dies meanwhile leaves the previous one in place.
 * @param live folder of the table in use, while nothing is written to it
 */
export const writeSnapshot = async (
  folder: string,
  live: string,
  state: SnapshotState,
  about?: SnapshotAbout,
): Promise<void> => {
  const [next, former] = [`${folder}.next`, `${folder}.former`];
  await rm(next, { recursive: true, force: true });
  await mkdir(next, { recursive: true });
  await copyTable(live, next);
  await writeFile(join(next, stateName), JSON.stringify(state));
  if (about) await writeFile(join(next, aboutName), JSON.stringify(about));
  await rm(former, { recursive: true, force: true });
  if (existsSync(folder)) await rename(folder, former);
  await rename(next, folder);
  await rm(former, { recursive: true, force: true });
};

/** `undefined` if there is none. A crash between the two renames leaves the former snapshot, which is complete, too. */
export const readSnapshot = async (folder: string): Promise<SnapshotState | undefined> => {
  if (!existsSync(folder) && existsSync(`${folder}.former`)) await rename(`${folder}.former`, folder);
  if (!existsSync(join(folder, stateName))) return undefined;
  return JSON.parse(await readFile(join(folder, stateName), 'utf8')) as SnapshotState;
};

/** Summaries of the snapshots in a folder, the latest first. */
export const snapshotsIn = async (folder: string): Promise<SnapshotAbout[]> => {
  const names = existsSync(folder) ? await readdir(folder) : [];
  const whole = names.filter(name => /^\d+$/.test(name)).sort((a, b) => Number(b) - Number(a));
  return Promise.all(
    whole.map(async name => JSON.parse(await readFile(join(folder, name, aboutName), 'utf8')) as SnapshotAbout),
  );
};

/** Copies a table. There must be no writes meanwhile. */
export const copyTable = async (from: string, to: string): Promise<void> => {
  if (!existsSync(join(from, tableFileName))) throw new Error(`There is no table in ${from}.`);
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from))
    if (name === tableFileName || name === logName)
      await copyFile(join(from, name), join(to, name), constants.COPYFILE_FICLONE);
};
