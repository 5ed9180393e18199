import type { DeployedApp, DeployedFunction } from '../assembly/deployed-app.ts';
import { loadApp, secretValues } from '../local/load-app.ts';
import { connectTo, handlerOf } from '../local/load-functions.ts';
import type { World } from '../local/world.ts';

/**
 * Lets a memory world be what a synthesized app deploys: its definitions and build, its subscriptions and schedules, and each
 * function with the settings that the template gives it. The code is that of functions/, for bundles bring clients of AWS along.
 */
export const loadDeployedSettings = async (
  world: World,
  app: DeployedApp,
  known: Partial<Readonly<Record<string, string>>>,
): Promise<void> => {
  const values = secretValues(app, known);
  await loadApp(world, app, async ({ id, folder, environment }: DeployedFunction) => {
    const named = JSON.parse(environment.DAYMARK_SECRETS ?? '{}') as Record<string, string>;
    const secrets = Object.entries(named).map(([variable, name]) => [variable, values[name]] as const);
    return handlerOf(
      id,
      connectTo(world, { ...environment, ...Object.fromEntries(secrets), LAMBDA_TASK_ROOT: folder }),
    );
  });
};
