import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DeployedApp, DeployedFunction } from '../assembly/deployed-app.ts';
import type { DeployTarget } from '../assembly/physical.ts';
import { functions } from '../wiring/functions.ts';
import { type QueueWiring, queues } from '../wiring/queues.ts';
import { type SecretVariable, secrets } from '../wiring/secrets.ts';
import { awsAccount, region } from './arn.ts';
import { awsEnvironment } from './aws-environment.ts';
import type { LambdaHandler } from './functions.ts';
import type { LocalCloud } from './local-cloud.ts';
import { inEnvironment, shareProcess } from './own-environment.ts';
import { readLog } from './read-log.ts';
import { queueUrl } from './sqs-api.ts';

/** Stands for the local cloud's address, which is known once it runs. */
const endpoint = 'http://local-cloud.invalid';

/** Where an app is taken to be that a local cloud plays. */
export const localPlace: DeployTarget = {
  region,
  account: awsAccount,
  queueUrl: name => queueUrl(endpoint, name),
  apiEndpoint: 'https://journeys.example',
  issuer: `https://cognito-idp.${region}.amazonaws.com/local`,
};

/**
 * Lets a local cloud be what a synthesized app deploys: its bundles, each with the environment that the template gives it and
 * with credentials of its own, its definitions, its subscriptions and schedules.
 * @param known values of secrets by their variable; what is not known holds what the template puts in, or something random
 * @returns undoes what it did to the process
 */
export const loadApp = async (
  cloud: LocalCloud,
  app: DeployedApp,
  known: Partial<Readonly<Record<string, string>>>,
): Promise<() => void> => {
  const undos = [shareProcess(), readLog(cloud)];
  const undo = () => {
    for (const each of undos) each();
  };
  try {
    await createSecrets(app, known);
    for (const { name, suppressedReasons } of app.configurationSets)
      cloud.mailbox.createConfigurationSet(name, { suppressedReasons });
    for (const { name } of Object.values<QueueWiring>(queues)) cloud.queues.alias(name, deployedQueue(app, name));
    for (const each of app.functions) {
      const handler = await bundled(cloud, each);
      const exclusive = functions[each.id]?.exclusive;
      // State machines, queues and the clock call it by its name, playbacks by its file's.
      for (const name of [each.name, each.id]) cloud.registerFunction(name, handler, { exclusive });
    }
    await cloud.deploy(app.definitions);
    for (const { queue, functionName, batchSize } of app.subscriptions)
      cloud.subscribe(queue, functionName, { batchSize });
    for (const { functionName, expression } of app.schedules) cloud.schedule(hoursOf(expression) * 3600, functionName);
    return undo;
  } catch (error) {
    undo();
    throw error;
  }
};

/** The handler of a bundle, imported anew: what a bundle connects to is decided by its first call. */
const bundled = async (cloud: LocalCloud, { name, folder, environment }: DeployedFunction): Promise<LambdaHandler> => {
  const { AWS_ENDPOINT_URL = '', AWS_ENDPOINT_URL_DYNAMODB = '' } = cloud.environment;
  const own = {
    ...awsEnvironment.variables(AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_DYNAMODB, name),
    AWS_LAMBDA_FUNCTION_NAME: name,
    LAMBDA_TASK_ROOT: folder,
    ...Object.fromEntries(
      Object.entries(environment).map(([variable, value]) => [variable, value.replace(endpoint, cloud.url)]),
    ),
  };
  const code = pathToFileURL(join(folder, 'index.mjs'));
  code.searchParams.set('cloud', cloud.url);
  const { handler } = (await import(/* @vite-ignore */ code.href)) as { handler: LambdaHandler };
  return (event, context) => inEnvironment(own, () => handler(event, context));
};

const deployedQueue = ({ prefix, queues: deployed }: DeployedApp, name: string): string => {
  const expected = name.replace(/^daymark/, prefix);
  if (deployed.includes(expected)) return expected;
  throw new RangeError(`The app has no queue ${expected}: synthesize it anew.`);
};

const createSecrets = async ({ secrets: named }: DeployedApp, known: Partial<Readonly<Record<string, string>>>) => {
  const client = new SecretsManagerClient({});
  try {
    for (const [name, initial] of Object.entries(named)) {
      const SecretString = known[variableOf(name) ?? ''] ?? initial ?? 'x'.repeat(48);
      await client.send(new CreateSecretCommand({ Name: name, SecretString }));
    }
  } finally {
    client.destroy();
  }
};

const variableOf = (secret: string): SecretVariable | undefined =>
  (Object.keys(secrets) as SecretVariable[]).find(variable => secret.endsWith(`/${secrets[variable]}`));

/** Every hour, or every so many. @throws RangeError for what the app has no need of */
const hoursOf = (expression: string): number => {
  if (expression === 'cron(0 0 * * ? *)') return 24;
  const hours = /^cron\(0 \*(?:\/(\d+))? \* \* \? \*\)$/.exec(expression);
  if (!hours) throw new RangeError(`The local cloud does not keep the schedule ${expression}.`);
  return Number(hours[1] ?? 1);
};
