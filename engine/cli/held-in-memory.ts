import type { MemoryWorld } from '../memory/memory-world.ts';
import { inMemory } from '../playback/in-memory.ts';
import type { InWorld } from './in-world.ts';

/** A memory world that stays available after its play. */
export const heldInMemory = (): { inWorld: InWorld; world(): MemoryWorld } => {
  let held: MemoryWorld | undefined;
  return {
    inWorld: beginning => async at => {
      held = await inMemory(beginning)(at);
      return held;
    },
    world: () => {
      if (held) return held;
      throw new Error('Nothing was played in this world.');
    },
  };
};
