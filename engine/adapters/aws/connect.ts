import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Ports } from '../../services/ports.ts';
import { buildDirectory } from './build.ts';
import { systemClock } from './clock.ts';
import { tableControls } from './controls.ts';
import { stepFunctions } from './machines.ts';
import { mailerClientConfig, sesMailer } from './mailer.ts';
import { httpsPoster } from './poster.ts';
import { sqsQueue } from './queue.ts';
import { readSettings } from './settings.ts';
import { accountStore } from './table/account-store.ts';

/**
 * All ports on AWS. Clients are made once, keep their connections, and find region, credentials and endpoints in the
 * environment by themselves. Connects nowhere yet.
 * @throws SettingsInvalid
 */
export const connect = (env: Readonly<Record<string, string | undefined>>): Ports => {
  const settings = readSettings(env);
  const table = { client: new DynamoDBClient({ requestHandler }), name: settings.table };
  const clock = systemClock;
  return {
    clock,
    accounts: accountStore(table, clock),
    controls: tableControls(table),
    machines: stepFunctions(new SFNClient({ requestHandler }), settings.machineArnPrefix),
    queue: sqsQueue(new SQSClient({ requestHandler }), settings.eventsQueueUrl),
    mailer: sesMailer(new SESv2Client(mailerClientConfig)),
    poster: httpsPoster(settings.destinations, { clock }),
    build: buildDirectory(settings.buildDirectory),
    settings,
  };
};

/** A lost answer must not hold a function until Lambda ends it: these calls are safe to repeat, and the SDK does. */
const requestHandler = { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
