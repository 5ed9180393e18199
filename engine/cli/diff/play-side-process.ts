import { buildProject, type Sources } from '../../build/build-project.ts';
import { playSide, type ToPlay } from './play-side.ts';
import { writeSide } from './side-cache.ts';

/** The process's only argument, as JSON. */
export interface SideToPlay extends ToPlay {
  sources: Sources;
  /** File to write the play to. */
  file: string;
}

const { sources, file, ...what } = JSON.parse(process.argv[2] ?? '') as SideToPlay;
await writeSide(file, await playSide(await buildProject(sources), what));
process.disconnect?.();
