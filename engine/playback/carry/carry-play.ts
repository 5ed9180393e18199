import { itemsWritten } from '../../adapters/aws/table/items-written.ts';
import type { StoredItem } from '../../adapters/aws/table/stored-item.ts';
import type { Project } from '../../build/build-project.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { KeptCloud } from '../../local/local-cloud.ts';
import { localSecrets } from '../../local/local-secrets.ts';
import type { MemoryWorld } from '../../memory/memory-world.ts';
import { inMemory } from '../in-memory.ts';
import { type PlayProgress, play } from '../play.ts';
import type { RecordedEvents } from '../read-events.ts';
import { catalogOf, journeysOf } from '../source.ts';
import { countItems } from './count-items.ts';
import { storeItems } from './store-items.ts';

export interface PlayToCarry {
  project: Project;
  recorded: RecordedEvents;
  until: Instant;
  seed: number;
  progress?(now: PlayProgress): void;
}

/** The end of a play, for a local cloud to continue from: the items of its table, and the rest of its state. */
export interface CarriedPlay {
  items: StoredItem[];
  kept: KeptCloud;
}

/** Plays recorded events in memory, and returns the end in the form of a local cloud's state. */
export const carryPlay = async ({ project, recorded, until, seed, progress }: PlayToCarry): Promise<CarriedPlay> => {
  const source = { project };
  let world: MemoryWorld | undefined;
  await play({
    recorded,
    journeys: journeysOf(source),
    catalog: catalogOf(source),
    start: async at => {
      world = await inMemory({ ...source, seed })(at);
      return world;
    },
    until,
    ...(progress && { progress }),
  });
  if (!world) throw new Error('The play did not begin.');
  return carryWorld(world, project);
};

/** The same for a world that was already played and is idle. */
export const carryWorld = async (world: MemoryWorld, project: Project): Promise<CarriedPlay> => {
  const core = world.keep();
  if (!core) throw new Error('The play ended while something happened.');
  return {
    items: itemsWritten([
      ...storeItems(world.store, () => [localSecrets.DAYMARK_TOKEN_SECRET]),
      ...(await countItems(world.connect({}, project), project)),
    ]),
    kept: { core, parameters: [], posts: [] },
  };
};
