import { buildProject, type Sources } from '../../build/build-project.ts';
import { readEvents } from '../../playback/read-events.ts';
import { playOn, type ToPlay } from './play-side.ts';
import { readSide } from './side-cache.ts';

/** The process's only argument, as JSON. It sends the PlayedSide of these accounts. */
export interface PartToPlay extends ToPlay {
  sources: Sources;
  /** File of the base's play. */
  base: string;
  accounts: readonly string[];
}

const { sources, base, accounts, files, seed } = JSON.parse(process.argv[2] ?? '') as PartToPlay;
const before = await readSide(base);
if (!before) throw new Error(`There is no play in ${base}.`);
const played = await playOn(
  await buildProject(sources),
  await readEvents(files),
  { until: before.to, seed },
  { some: { accounts: new Set(accounts), before } },
);
process.send?.(played, () => process.disconnect?.());
