import type { DeployedApp, DeployedFunction } from '../assembly/deployed-app.ts';
import { loadApp, secretValues } from '../local/load-app.ts';
import { connectTo, handlerOf } from '../local/load-functions.ts';
import type { World } from '../local/world.ts';

/**
 * Sets up a memory world like a synthesized app: its definitions and build, subscriptions and schedules, and each
 * function with its environment from the template. The code comes from functions/: bundles include AWS clients.
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
