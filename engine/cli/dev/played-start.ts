import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../../build/build-project.ts';
import { root } from '../../build/root.ts';
import { readSnapshot, tableFileName, writeSnapshot } from '../../local/dev/snapshots.ts';
import { importTable } from '../../local/import-table.ts';
import { carryPlay } from '../../playback/carry/carry-play.ts';
import { keptEvents } from '../../playback/kept-events.ts';
import type { PlayAbout } from '../../playback/play-about.ts';
import { aboutFile, eventsFile } from '../../playback/play-files.ts';
import { recognizeEvents } from '../../playback/read-events.ts';
import { monthLine } from '../month-line.ts';
import { UserError } from '../user-error.ts';
import { hashOf } from './build-store.ts';

/**
 * Folder of the snapshot of where a play ended, with the journeys as they are now. It is played once: as long as events,
 * journeys and engine are the same, so is the snapshot.
 * @param folder of a play
 * @param into where snapshots of plays are kept
 * @param build hash of the project's build
 * @throws UserError where there is no play
 */
export const playedStart = async (folder: string, project: Project, into: string, build: string): Promise<string> => {
  const [aboutPath, eventsPath] = [join(folder, aboutFile), join(folder, eventsFile)];
  if (!existsSync(aboutPath) || !existsSync(eventsPath))
    throw new UserError(
      `${folder}: no play lies here to start from`,
      'play events first: `npm start`, or `npx daymark simulate <events.jsonl>`; or name the folder of a play with --play',
      2,
    );
  const { to, seed } = JSON.parse(readFileSync(aboutPath, 'utf8')) as PlayAbout;
  const engine = await Promise.all(['engine', 'functions'].map(part => hashOf(join(root, part))));
  const name = createHash('sha256')
    .update(JSON.stringify([to, seed, build, ...engine]))
    .update(readFileSync(eventsPath))
    .digest('hex')
    .slice(0, 12);
  const snapshot = join(into, name);
  if (await readSnapshot(snapshot)) return snapshot;
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  const recorded = recognizeEvents(await keptEvents(eventsPath), eventsFile);
  const months = monthLine(`Playing ${folder} in memory, once for these journeys:`, text => process.stdout.write(text));
  months.begin();
  const { items, kept } = await carryPlay({ project, recorded, until: to, seed, progress: months.show });
  const table = await mkdtemp(join(into, 'table-'));
  await importTable('daymark', items, join(table, tableFileName));
  await writeSnapshot(snapshot, table, { cloud: kept, builds: [build] });
  await rm(table, { recursive: true });
  months.end('.');
  return snapshot;
};
