import { stateMachineArn } from '../local/arn.ts';
import { localSecrets } from '../local/local-secrets.ts';
import { type MemoryWorld, type MemoryWorldOptions, startMemoryWorld } from '../memory/memory-world.ts';
import { loadDeployedSettings } from './load-deployed-settings.ts';
import { populate } from './populate.ts';
import type { Source } from './source.ts';

export type InMemory = Source &
  Pick<MemoryWorldOptions, 'observe' | 'seed' | 'kept'> & {
    /** Changes the world before functions are connected to it. */
    wrap?: ((world: MemoryWorld) => MemoryWorld) | undefined;
  };

/** Plays in the memory of this process. */
export const inMemory =
  ({ seed, observe, kept, wrap = own => own, ...source }: InMemory) =>
  async (startAt: string): Promise<MemoryWorld> => {
    if ('app' in source) {
      const { app } = source;
      const names = { table: app.table, machinePrefix: stateMachineArn(`${app.prefix}-`) };
      const world = wrap(startMemoryWorld({ startAt, kept, seed, observe, names }));
      await loadDeployedSettings(world, app, localSecrets);
      return world;
    }
    const world = wrap(startMemoryWorld({ startAt, kept, seed, observe, environment: localSecrets }));
    await populate(world, source.project);
    return world;
  };
