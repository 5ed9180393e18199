import type { Project } from '../build/build-project.ts';
import type { MemoryWorld } from '../memory/memory-world.ts';
import { type PlayProgress, play } from '../playback/play.ts';
import { catalogOf, journeysOf } from '../playback/source.ts';
import { heldInMemory } from './held-in-memory.ts';
import { readKeptPlay } from './kept-play.ts';
import { UserError } from './user-error.ts';

/** Plays a folder's play again in memory. @throws UserError as `readKeptPlay`, and for a play of `cdk.out` */
export const playKept = async (
  folder: string,
  progress?: (now: PlayProgress) => void,
): Promise<{ world: MemoryWorld; project: Project }> => {
  const { about, source, recorded } = await readKeptPlay(folder);
  if (!('project' in source))
    throw new UserError(
      'this needs the sources of the journeys, and the play used the output of `cdk synth`',
      'play the events through the sources: `npx daymark simulate <events.jsonl>`',
      2,
    );
  const { inWorld, world } = heldInMemory();
  await play({
    recorded,
    journeys: journeysOf(source),
    catalog: catalogOf(source),
    start: inWorld({ ...source, buildFolder: '', seed: about.seed }),
    until: about.to,
    ...(progress && { progress }),
  });
  return { world: world(), project: source.project };
};
