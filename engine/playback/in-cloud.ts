import type { DeployedApp } from '../assembly/deployed-app.ts';
import type { Project } from '../build/build-project.ts';
import { writeBuild } from '../build/write-build.ts';
import { stateMachineArn } from '../local/arn.ts';
import { loadApp } from '../local/load-app.ts';
import { type LocalCloudOptions, startLocalCloud } from '../local/local-cloud.ts';
import { localSecrets } from '../local/local-secrets.ts';
import type { StartWorld } from './play.ts';
import { populate } from './populate.ts';

/** What is played: a project from its sources, or what a synthesized app deploys, its bundles included. */
export type Source = { project: Project } | { app: DeployedApp };

export type InCloud = Source &
  Pick<LocalCloudOptions, 'dynamodb' | 'observe' | 'observeCall' | 'seed'> & {
    /** Folder for the build that the handlers read. */
    buildFolder: string;
  };

/** Plays in a local cloud of its own, by the real SDK clients. */
export const inCloud =
  ({ buildFolder, seed, dynamodb, observe, observeCall, ...source }: InCloud): StartWorld =>
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
    });
    try {
      if ('project' in source) {
        await populate(cloud, source.project);
        return cloud;
      }
      const undo = await loadApp(cloud, source.app, localSecrets);
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
