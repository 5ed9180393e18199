import type { InMemory } from '../playback/in-memory.ts';
import type { PlayOptions } from '../playback/play.ts';
import type { Source } from '../playback/source.ts';

/** Starts a play of a source with a seed; the verb chooses the world. */
export type InWorld = (
  beginning: Source & Pick<InMemory, 'observe'> & { buildFolder: string; seed: number },
) => PlayOptions['start'];
