import { writeBuild } from '../build/write-build.ts';
import { stateMachineArn } from '../local/arn.ts';
import { loadBundles } from '../local/load-bundles.ts';
import { type LocalCloudOptions, startLocalCloud } from '../local/local-cloud.ts';
import { localSecrets } from '../local/local-secrets.ts';
import type { StartWorld } from './play.ts';
import { populate } from './populate.ts';
import type { Source } from './source.ts';

export type InCloud = Source &
  Pick<LocalCloudOptions, 'dynamodb' | 'hasStream' | 'observe' | 'observeCall' | 'seed'> & {
    /** Folder for the build that the handlers read. */
    buildFolder: string;
  };

/** Plays in a local cloud of its own, through the real SDK clients. */
export const inCloud =
  ({ buildFolder, seed, dynamodb, hasStream, observe, observeCall, ...source }: InCloud): StartWorld =>
  async startAt => {
    if ('project' in source) await writeBuild(source.project, buildFolder);
    const cloud = await startLocalCloud({
      startAt,
      seed,
      dynamodb,
      environment: { DAYMARK_BUILD: buildFolder, ...localSecrets },
      names:
        'app' in source
          ? { table: source.app.table, machinePrefix: stateMachineArn(`${source.app.prefix}-`) }
          : undefined,
      observe,
      observeCall,
      ...(hasStream && { hasStream }),
      inProcess: true,
    });
    try {
      if ('project' in source) {
        await populate(cloud, source.project);
        return cloud;
      }
      const undo = await loadBundles(cloud, source.app, localSecrets);
      return {
        ...cloud,
        stop: async () => {
          undo();
          await cloud.stop();
        },
      };
    } catch (error) {
      await cloud.stop();
      throw error;
    }
  };
