import type { Project } from '../build/build-project.ts';
import type { PlayedSide } from '../diff/effect/played-side.ts';
import type { MemoryWorld } from '../memory/memory-world.ts';
import type { Played } from '../playback/play.ts';
import { sideOf, watchReached } from './diff/play-side.ts';
import { sideFile, writeSide } from './diff/side-cache.ts';
import { packStanding, standingFile, writeStanding } from './forecast/standing-file.ts';
import type { InWorld } from './in-world.ts';

/** What other verbs start from after a play in memory, so that none plays it again. */
export interface WarmStart {
  /** How the world stood at the last event, for `forecast`. */
  standing?: Buffer;
  /** For `diff`. */
  side: PlayedSide;
}

/** Collects it while the play runs. */
export const watchForWarmStart = (
  project: Project,
  inWorld: InWorld,
): { inWorld: InWorld; atLast(): void; end(played: Played): Promise<WarmStart | undefined> } => {
  const { reached, observe } = watchReached();
  let world: MemoryWorld | undefined;
  let standing: Buffer | undefined;
  return {
    inWorld: beginning => async at => {
      const started = await inWorld({ ...beginning, observe })(at);
      if ('keepAll' in started) world = started as MemoryWorld;
      return started;
    },
    atLast: () => {
      const kept = world?.keepAll();
      standing = kept && packStanding(kept);
    },
    end: async played =>
      world && { ...(standing && { standing }), side: await sideOf(project, played, { reached, world }) },
  };
};

/** @param files of events, as they were given and as the play keeps them */
export const writeWarmStart = async (
  project: Project,
  { standing, side }: WarmStart,
  { files, kept, seed }: { files: readonly string[]; kept: string; seed: number },
): Promise<void> => {
  if (standing) await writeStanding(await standingFile(project, { files: [kept], seed }), standing);
  await writeSide(await sideFile(project, { files, seed, until: side.to }), side);
};
