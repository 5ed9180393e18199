import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from '../../build/build-project.ts';
import { readSnapshot } from '../../local/dev/snapshots.ts';
import { carryPlay } from '../../playback/carry/carry-play.ts';
import { keptEvents } from '../../playback/kept-events.ts';
import type { PlayAbout } from '../../playback/play-about.ts';
import { aboutFile, eventsFile } from '../../playback/play-files.ts';
import { recognizeEvents } from '../../playback/read-events.ts';
import { monthLine } from '../month-line.ts';
import { UserError } from '../user-error.ts';
import { beginPlaySnapshot, playSnapshotFolder } from './play-snapshot.ts';
import type { DevStart } from './start-cloud.ts';

/**
 * The end of a play, with the current journeys: the snapshot that `daymark sample` wrote, else by playing it again.
 * @param folder of a play
 * @param build hash of the project's build
 * @throws UserError if the folder has no play
 */
export const playedStart = async (
  folder: string,
  project: Project,
  build: string,
): Promise<NonNullable<DevStart['from']>> => {
  const [aboutPath, eventsPath] = [join(folder, aboutFile), join(folder, eventsFile)];
  if (!existsSync(aboutPath) || !existsSync(eventsPath))
    throw new UserError(
      `${folder}: no play here to start from`,
      'play events first: `npm start`, or `npx daymark simulate <events.jsonl>`; or name the folder of a play with --play',
      2,
    );
  const snapshot = await playSnapshotFolder(folder, build);
  const known = await readSnapshot(snapshot);
  if (known) return { state: known, folder: snapshot };
  const { to, seed } = JSON.parse(readFileSync(aboutPath, 'utf8')) as PlayAbout;
  const recorded = recognizeEvents(await keptEvents(eventsPath), eventsFile);
  const months = monthLine(`Playing ${folder} in memory, once for these journeys:`, text => process.stdout.write(text));
  months.begin();
  const carried = await carryPlay({ project, recorded, until: to, seed, progress: months.show });
  const { written } = await beginPlaySnapshot(snapshot, carried, build);
  await written;
  months.end('.');
  const state = await readSnapshot(snapshot);
  if (!state) throw new Error(`No snapshot in ${snapshot}.`);
  return { state, folder: snapshot };
};
