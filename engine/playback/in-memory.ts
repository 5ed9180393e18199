import type { Project } from '../build/build-project.ts';
import { writeBuild } from '../build/write-build.ts';
import { localSecrets } from '../local/local-secrets.ts';
import { type MemoryWorldOptions, startMemoryWorld } from '../memory/memory-world.ts';
import type { StartWorld } from './play.ts';
import { populate } from './populate.ts';

export type InMemory = { project: Project } & Pick<MemoryWorldOptions, 'observe' | 'seed'> & {
    /** Folder for the build that the handlers read. */
    buildFolder: string;
  };

/** Plays in the memory of this process. */
export const inMemory =
  ({ project, buildFolder, seed, observe }: InMemory): StartWorld =>
  async startAt => {
    await writeBuild(project, buildFolder);
    const world = startMemoryWorld({
      ...{ startAt, seed, observe },
      environment: { DAYMARK_BUILD: buildFolder, ...localSecrets },
    });
    await populate(world, project);
    return world;
  };
