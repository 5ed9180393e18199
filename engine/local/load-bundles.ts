import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DeployedApp, DeployedFunction } from '../assembly/deployed-app.ts';
import { awsEnvironment } from './aws-environment.ts';
import type { LambdaHandler } from './functions.ts';
import { loadApp, secretValues, unknownEndpoint } from './load-app.ts';
import type { LocalCloud } from './local-cloud.ts';
import { inEnvironment, shareProcess } from './own-environment.ts';
import { readLog } from './read-log.ts';

/**
 * Sets a local cloud up as a synthesized app deploys it: bundles, each with its environment from the template and
 * credentials of its own, definitions, subscriptions, streams and schedules.
 * @param known values of secrets by environment variable, as for `secretValues`
 * @returns restores the process's environment and log
 */
export const loadBundles = async (
  cloud: LocalCloud,
  app: DeployedApp,
  known: Partial<Readonly<Record<string, string>>>,
): Promise<() => void> => {
  const undos = [shareProcess(), readLog(cloud)];
  const undo = () => {
    for (const each of undos) each();
  };
  try {
    await createSecrets(secretValues(app, known));
    await loadApp(cloud, app, each => bundled(cloud, each));
    return undo;
  } catch (error) {
    undo();
    throw error;
  }
};

/** The handler of a bundle, imported once for each cloud: a bundle connects at its first call and keeps its clients. */
const bundled = async (cloud: LocalCloud, { name, folder, environment }: DeployedFunction): Promise<LambdaHandler> => {
  const { AWS_ENDPOINT_URL = '', AWS_ENDPOINT_URL_DYNAMODB = '' } = cloud.environment;
  const own = {
    ...awsEnvironment.variables(AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_DYNAMODB, name),
    AWS_LAMBDA_FUNCTION_NAME: name,
    LAMBDA_TASK_ROOT: folder,
    ...Object.fromEntries(
      Object.entries(environment).map(([variable, value]) => [variable, value.replace(unknownEndpoint, cloud.url)]),
    ),
  };
  const code = pathToFileURL(join(folder, 'index.mjs'));
  code.searchParams.set('cloud', cloud.url);
  const { handler } = (await import(/* @vite-ignore */ code.href)) as { handler: LambdaHandler };
  return (event, context) => inEnvironment(own, () => handler(event, context));
};

const createSecrets = async (values: Readonly<Record<string, string>>) => {
  const client = new SecretsManagerClient({});
  try {
    for (const [Name, SecretString] of Object.entries(values))
      await client.send(new CreateSecretCommand({ Name, SecretString }));
  } finally {
    client.destroy();
  }
};
