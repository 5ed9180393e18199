import { GetQueueUrlCommand, QueueDoesNotExist, SQSClient } from '@aws-sdk/client-sqs';
import type { Command } from 'commander';
import * as z from 'zod';
import { environments } from '../../../infra/configuration.ts';
import { namesOf } from '../../../infra/names.ts';
import { systemClock } from '../../adapters/aws/clock.ts';
import { applyEnvironment } from '../../local/aws-environment.ts';
import type { Operator } from '../../services/operate/operator.ts';
import { UserError } from '../user-error.ts';
import { awsOperator } from './aws-operator.ts';

export interface TargetOptions {
  environment?: string;
  dev?: string;
  yes?: true;
}

/** The options of every verb that operates a deployment. */
export const withTarget = (command: Command): Command =>
  command
    .option('--environment <name>', `the deployment to operate: ${environments.join(', ')}`)
    .option('--dev <url>', 'the local cloud of `npx daymark dev` instead, such as http://127.0.0.1:4000')
    .option('--yes', 'do what the plan says, without asking');

/** @throws UserError where neither is named, or it is not there */
export const operatorOf = async ({ environment, dev }: TargetOptions): Promise<Operator> => {
  if (dev !== undefined && environment === undefined) return ofDev(dev);
  const name = environments.find(each => each === environment);
  if (name !== undefined && dev === undefined) return ofAws(name);
  throw new UserError(
    'no deployment is named',
    `add --environment with one of ${environments.join(', ')}, or --dev with the URL of \`npx daymark dev\``,
    2,
  );
};

const ofAws = async (environment: (typeof environments)[number]): Promise<Operator> => {
  const { prefix, table, switchesPath, machine } = namesOf(environment);
  const queueName = `${prefix}-events.fifo`;
  try {
    const { QueueUrl = '' } = await new SQSClient({}).send(new GetQueueUrlCommand({ QueueName: queueName }));
    return awsOperator({
      table,
      eventsQueueUrl: QueueUrl,
      switchesPath,
      machinePrefix: machine(''),
      clock: systemClock,
    });
  } catch (error) {
    if (isUnsigned(error)) {
      throw new UserError(
        'there are no AWS credentials, or no region, to reach the deployment with',
        'set AWS_PROFILE and AWS_REGION, or name a local cloud with --dev',
      );
    }
    if (!(error instanceof QueueDoesNotExist)) throw error;
    throw new UserError(
      `there is no queue ${queueName} in this account and region`,
      `deploy ${environment} first, or set AWS_PROFILE and AWS_REGION to where it is`,
    );
  }
};

/** What the SDK says before it asks AWS anything. */
const isUnsigned = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'CredentialsProviderError' || error.message === 'Region is missing');

const variables = z.looseObject({
  DAYMARK_TABLE: z.string(),
  DAYMARK_EVENTS_QUEUE_URL: z.string(),
  DAYMARK_SWITCHES_PATH: z.string(),
  DAYMARK_MACHINE_ARN_PREFIX: z.string(),
});

const said = z.object({ now: z.string(), variables });

/** It says where its endpoints are, and what time it is there: its clock may have been moved. */
const ofDev = async (url: string): Promise<Operator> => {
  const ask = async (path: string): Promise<unknown> => (await fetch(new URL(path, url))).json();
  const { data: told } = said.safeParse(await ask('/dev/environment').catch(() => undefined));
  if (!told)
    throw new UserError(`${url} is no local cloud`, 'start `npx daymark dev`, and give the URL that it prints');
  const { now, variables: data } = told;
  applyEnvironment(data as Record<string, string>);
  const prefix = data.DAYMARK_MACHINE_ARN_PREFIX;
  return awsOperator({
    table: data.DAYMARK_TABLE,
    eventsQueueUrl: data.DAYMARK_EVENTS_QUEUE_URL,
    switchesPath: data.DAYMARK_SWITCHES_PATH,
    machinePrefix: prefix.slice(prefix.lastIndexOf(':') + 1),
    clock: { now: () => now },
  });
};
