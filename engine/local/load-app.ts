import type { DeployedApp, DeployedFunction } from '../assembly/deployed-app.ts';
import type { DeployTarget } from '../assembly/physical.ts';
import { functions } from '../wiring/functions.ts';
import { type QueueWiring, queues } from '../wiring/queues.ts';
import { type SecretVariable, secrets } from '../wiring/secrets.ts';
import { awsAccount, region } from './arn.ts';
import type { LambdaHandler } from './functions.ts';
import { queueUrl } from './sqs-api.ts';
import type { World } from './world.ts';

/** Placeholder for the local cloud's address, which is known only once it runs. */
export const unknownEndpoint = 'http://local-cloud.invalid';

/** The deploy target assumed when an app is synthesized for the local cloud. */
export const localPlace: DeployTarget = {
  region,
  account: awsAccount,
  queueUrl: name => queueUrl(unknownEndpoint, name),
  apiEndpoint: 'https://journeys.example',
  issuer: `https://cognito-idp.${region}.amazonaws.com/local`,
};

/** Sets a world up as a synthesized app deploys it: functions, definitions, subscriptions, streams and schedules. */
export const loadApp = async (
  world: World,
  app: DeployedApp,
  handlerOf: (deployed: DeployedFunction) => Promise<LambdaHandler>,
): Promise<void> => {
  for (const { name, suppressedReasons } of app.configurationSets)
    world.mailbox.createConfigurationSet(name, { suppressedReasons });
  for (const { name } of Object.values<QueueWiring>(queues)) world.queues.alias(name, deployedQueue(app, name));
  for (const each of app.functions) {
    const handler = await handlerOf(each);
    const exclusive = functions[each.id]?.exclusive;
    // State machines, queues and schedules call it by its deployed name, playbacks by its file's.
    for (const name of [each.name, each.id]) world.registerFunction(name, handler, { exclusive });
  }
  world.deploy(app.definitions);
  for (const { queue, functionName, batchSize } of app.subscriptions)
    world.subscribe(queue, functionName, { batchSize });
  for (const { functionName, ...stream } of app.streams) world.followTable?.(functionName, stream);
  for (const { functionName, expression } of app.schedules) world.schedule(hoursOf(expression) * 3600, functionName);
};

/**
 * The value of each secret of the app, by name.
 * @param known values by environment variable; other secrets get the template's initial value, or a placeholder
 */
export const secretValues = (
  { secrets: named }: DeployedApp,
  known: Partial<Readonly<Record<string, string>>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(named).map(([name, initial]) => [name, known[variableOf(name) ?? ''] ?? initial ?? 'x'.repeat(48)]),
  );

const deployedQueue = ({ prefix, queues: deployed }: DeployedApp, name: string): string => {
  const expected = name.replace(/^daymark/, prefix);
  if (deployed.includes(expected)) return expected;
  throw new RangeError(`The app has no queue ${expected}. Synthesize it again.`);
};

const variableOf = (secret: string): SecretVariable | undefined =>
  (Object.keys(secrets) as SecretVariable[]).find(variable => secret.endsWith(`/${secrets[variable]}`));

/** The interval of a cron expression, in hours. @throws RangeError for schedules that the app does not use */
const hoursOf = (expression: string): number => {
  if (expression === 'cron(0 0 * * ? *)') return 24;
  const hours = /^cron\(0 \*(?:\/(\d+))? \* \* \? \*\)$/.exec(expression);
  if (!hours) throw new RangeError(`The local cloud does not support the schedule ${expression}.`);
  return Number(hours[1] ?? 1);
};
