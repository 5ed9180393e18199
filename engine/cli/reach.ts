import { GetQueueUrlCommand, QueueDoesNotExist, SQSClient } from '@aws-sdk/client-sqs';
import { type Command, Option } from 'commander';
import * as z from 'zod';
import { type EnvironmentName, environments } from '../../infra/configuration.ts';
import { namesOf } from '../../infra/names.ts';
import { systemClock } from '../adapters/aws/clock.ts';
import { managedSecrets } from '../adapters/aws/secrets.ts';
import { applyEnvironment } from '../local/aws-environment.ts';
import type { Clock } from '../ports/ports.ts';
import { secrets } from '../wiring/secrets.ts';
import { UserError } from './user-error.ts';

/** The deployment a verb works on. */
export interface Where {
  environment?: EnvironmentName;
  dev?: string;
}

/** Names and URLs of a deployment's resources. */
export interface ReachedDeployment {
  table: string;
  eventsQueueUrl: string;
  switchesPath: string;
  /** Prefix of state machine names; the journey's id follows. */
  machinePrefix: string;
  /** S3 bucket of the event archive. */
  archiveBucket: string;
  /** The deployment's time; in a local cloud it may have been moved. */
  clock: Clock;
  /** Secrets that addresses are hashed with, separated by commas. Lazy: few verbs may read them. */
  tokenSecret(): Promise<string>;
}

/** The options of every verb that reaches a deployment. */
export const withWhere = (command: Command): Command =>
  command
    .addOption(
      new Option('--environment <name>', 'the deployment in your AWS account').choices(environments).conflicts('dev'),
    )
    .option('--dev <url>', 'the local cloud of `npx daymark dev` instead, such as http://127.0.0.1:4000');

/** @throws UserError if neither is named, or if the deployment isn't found */
export const reach = async ({ environment, dev }: Where): Promise<ReachedDeployment> => {
  if (environment !== undefined) return ofAws(environment);
  if (dev !== undefined) return ofDev(dev);
  throw new UserError(
    'no deployment is named',
    `add --environment with one of ${environments.join(', ')}, or --dev with the URL of \`npx daymark dev\``,
    2,
  );
};

/** Looks up the queue first, which shows whether there are credentials, and whether the deployment exists. */
const ofAws = async (environment: EnvironmentName): Promise<ReachedDeployment> => {
  const { prefix, table, switchesPath, machine, secret, archive } = namesOf(environment);
  const QueueName = `${prefix}-events.fifo`;
  const { QueueUrl = '' } = await new SQSClient({}).send(new GetQueueUrlCommand({ QueueName })).catch(error => {
    if (isUnsigned(error))
      throw new UserError(
        'no AWS credentials or region found to reach the deployment with',
        'set AWS_PROFILE and AWS_REGION, or name a local cloud with --dev',
      );
    if (!(error instanceof QueueDoesNotExist)) throw error;
    throw new UserError(
      `no queue ${QueueName} in this account and region`,
      `deploy ${environment} first, or set AWS_PROFILE and AWS_REGION to its account and region`,
    );
  });
  const DAYMARK_SECRETS = JSON.stringify({ DAYMARK_TOKEN_SECRET: secret(secrets.DAYMARK_TOKEN_SECRET) });
  return {
    table,
    eventsQueueUrl: QueueUrl,
    switchesPath,
    machinePrefix: machine(''),
    archiveBucket: archive(...placeOf(QueueUrl)),
    clock: systemClock,
    tokenSecret: async () => (await managedSecrets({ DAYMARK_SECRETS })(Date.now())).DAYMARK_TOKEN_SECRET ?? '',
  };
};

/** Account and region from the URL of a queue. */
const placeOf = (url: string): [account: string, region: string] => {
  const { hostname, pathname } = new URL(url);
  return [pathname.split('/')[1] ?? '', hostname.split('.')[1] ?? ''];
};

/** Errors of the SDK before it sends a request. */
const isUnsigned = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'CredentialsProviderError' || error.message === 'Region is missing');

/** Reads the local cloud's endpoints, and sets them in this process's environment for all later clients. */
const ofDev = async (url: string): Promise<ReachedDeployment> => {
  const ask = () => fetch(new URL('/dev/environment', url));
  // Retried once: a kept-alive connection may have been closed meanwhile.
  const answer = await ask()
    .catch(ask)
    .catch(() => undefined);
  const { data } = said.safeParse(await answer?.json().catch(() => undefined));
  if (!data)
    throw new UserError(`${url} is not a local cloud`, 'start `npx daymark dev`, and give the URL that it prints');
  const { now, variables } = data;
  applyEnvironment(variables as Record<string, string>);
  const machines = variables.DAYMARK_MACHINE_ARN_PREFIX;
  return {
    table: variables.DAYMARK_TABLE,
    eventsQueueUrl: variables.DAYMARK_EVENTS_QUEUE_URL,
    switchesPath: variables.DAYMARK_SWITCHES_PATH,
    machinePrefix: machines.slice(machines.lastIndexOf(':') + 1),
    archiveBucket: 'daymark-events',
    clock: { now: () => now },
    tokenSecret: async () => variables.DAYMARK_TOKEN_SECRET,
  };
};

const said = z.object({
  now: z.string(),
  variables: z.looseObject({
    DAYMARK_TABLE: z.string(),
    DAYMARK_EVENTS_QUEUE_URL: z.string(),
    DAYMARK_SWITCHES_PATH: z.string(),
    DAYMARK_MACHINE_ARN_PREFIX: z.string(),
    DAYMARK_TOKEN_SECRET: z.string(),
  }),
});
