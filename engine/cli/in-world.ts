import type { InMemory } from '../playback/in-memory.ts';
import type { PlayOptions } from '../playback/play.ts';
import type { Source } from '../playback/source.ts';

/** How a verb creates the world to play in: `run` a local cloud, `simulate` in memory. */
export type InWorld = (
  beginning: Source & Pick<InMemory, 'observe' | 'wrap'> & { buildFolder: string; seed: number },
) => PlayOptions['start'];
