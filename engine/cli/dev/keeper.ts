import { rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Gate } from '../../local/dev/gate.ts';
import {
  readSnapshot,
  type SnapshotAbout,
  snapshotsIn,
  tableFileName,
  writeSnapshot,
} from '../../local/dev/snapshots.ts';
import type { DevCloud, DevStart } from './start-cloud.ts';

/** How often to check for changes to save, in milliseconds. */
const every = 5_000;

/** How many snapshots to keep. */
const mostSnapshots = 8;

/** Saves the state of a cloud, for the next start and as snapshots to go back to. */
export const createKeeper = (folder: string, gate: Gate, cloud: () => DevCloud) => {
  // Absolute: where the current folder was deleted, Node's recursive mkdir of a relative path never ends.
  const [kept, snapshots] = [resolve(folder, 'kept'), resolve(folder, 'snapshots')];
  let keptAt = '';
  let timer: NodeJS.Timeout | undefined;
  let keeping: Promise<unknown> = Promise.resolve();

  /** Returns false, without writing, while something is running. */
  const write = async (place: string, about?: SnapshotAbout): Promise<boolean> => {
    const standing = cloud().keepCloud();
    if (!standing) return false;
    await writeSnapshot(place, cloud().live, { cloud: standing, builds: cloud().builds }, about);
    return true;
  };

  /** Saves if the table changed since the last save, or `always`. */
  const keepAlone = async (always: boolean): Promise<void> => {
    const standing = await writtenAt(cloud().live);
    if ((always || standing !== keptAt) && (await write(kept))) keptAt = standing;
  };
  const keep = (always = false): Promise<void> => {
    const done = keeping.then(() => gate.alone(() => keepAlone(always)));
    keeping = done.catch((error: unknown) => console.error(error));
    return done;
  };

  return {
    start: () => {
      timer = setInterval(() => void keep().catch(() => undefined), every);
    },
    /** Saves even if nothing changed. */
    keepNow: () => keep(true),
    stop: () => clearInterval(timer),
    take: (why: string): Promise<void> =>
      gate.alone(async () => {
        const [last] = await snapshotsIn(snapshots);
        const id = String(Number(last?.id ?? 0) + 1);
        if (!(await write(join(snapshots, id), { id, at: cloud().now(), why }))) return;
        const old = (await snapshotsIn(snapshots)).slice(mostSnapshots);
        await Promise.all(old.map(each => rm(join(snapshots, each.id), { recursive: true })));
      }),
    list: () => snapshotsIn(snapshots),
    /** `undefined` for an unknown id. */
    read: async (id: string): Promise<DevStart['from']> => {
      const place = join(snapshots, id);
      const state = /^\d+$/.test(id) ? await readSnapshot(place) : undefined;
      return state && { state, folder: place };
    },
  };
};

/** The state the last process saved, if any. */
export const keptStart = async (folder: string): Promise<DevStart['from']> => {
  const place = join(folder, 'kept');
  const state = await readSnapshot(place);
  return state && { state, folder: place };
};

/** Deletes the saved state and all snapshots. */
export const forgetKept = async (folder: string): Promise<void> => {
  for (const name of ['kept', 'kept.next', 'kept.former', 'snapshots'])
    await rm(join(folder, name), { recursive: true, force: true });
};

/** A text that changes with each write to the table. */
const writtenAt = async (live: string): Promise<string> => {
  const of = async (name: string) =>
    stat(join(live, name)).then(
      ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
      () => '',
    );
  return `${live} ${await of(tableFileName)} ${await of(`${tableFileName}-wal`)}`;
};
