import type { InMemory } from '../playback/in-memory.ts';
import type { PlayOptions } from '../playback/play.ts';
import type { Source } from '../playback/source.ts';

/** What to play, and with which chances: in which world is the verb's. */
export type InWorld = (
  beginning: Source & Pick<InMemory, 'observe'> & { buildFolder: string; seed: number },
) => PlayOptions['start'];
