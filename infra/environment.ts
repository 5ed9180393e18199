import type { Stack } from 'aws-cdk-lib';
import { connectorNames, connectorOf } from '../engine/connectors/connector-of.ts';
import type { QueueName, QueueWiring } from '../engine/wiring/queues.ts';
import { queues as wiredQueues } from '../engine/wiring/queues.ts';
import type { Configuration } from './configuration.ts';
import type { DataStack } from './data-stack.ts';
import type { Names } from './names.ts';
import type { QueueWithDeadLetters } from './queue-with-dead-letters.ts';

interface Surroundings {
  configuration: Configuration;
  names: Names;
  data: DataStack;
  queues: Readonly<Record<QueueName, QueueWithDeadLetters>>;
}

/** Environment variables of every function; functions fetch secrets themselves. */
export const environmentOf = (
  { partition, region, account }: Stack,
  { configuration, names, data, queues }: Surroundings,
): Record<string, string> => ({
  DAYMARK_TABLE: names.table,
  DAYMARK_ARCHIVE: names.archiveStream,
  ...Object.fromEntries(
    Object.entries<QueueWiring>(wiredQueues).flatMap(([name, { variable, deadLetters }]) => {
      const own = queues[name as QueueName];
      return [
        ...(variable ? [[variable, own.queue.queueUrl]] : []),
        ...(deadLetters ? [[deadLetters, own.deadLetters.queueUrl]] : []),
      ];
    }),
  ),
  DAYMARK_MACHINE_ARN_PREFIX: `arn:${partition}:states:${region}:${account}:stateMachine:${names.machine('')}`,
  DAYMARK_BUILD: 'build',
  DAYMARK_PUBLIC_URL: configuration.domain ? `https://${configuration.domain.name}` : data.api.apiEndpoint,
  DAYMARK_CONFIGURATION_SET_PREFIX: names.prefix,
  DAYMARK_SWITCHES_PATH: names.switchesPath,
  DAYMARK_MAIL_TO: configuration.mail.live ? 'customers' : (configuration.mail.testInbox ?? ''),
  ...Object.fromEntries(
    connectorNames.flatMap(name => {
      const { mode } = connectorOf(name);
      return mode ? [[mode, configuration.environment === 'prod' ? 'live' : 'test']] : [];
    }),
  ),
  DAYMARK_TASK_SINKS: JSON.stringify(configuration.taskSinks),
  DAYMARK_CONSOLE_ORIGIN: data.console.origin,
  DAYMARK_TASK_URL: configuration.taskUrl ?? `${data.console.origin}/tasks/{task}`,
  ...(configuration.callsPerHour && { DAYMARK_CALLS_PER_HOUR: String(configuration.callsPerHour) }),
  DAYMARK_BROWSER_KEYS: configuration.browserKeys.join(','),
  DAYMARK_BROWSER_CALLS_PER_HOUR: String(configuration.browserCallsPerHour),
  DAYMARK_PROMPT_POLL_SECONDS: String(configuration.promptPollSeconds),
  DAYMARK_APP_ORIGINS: configuration.appOrigins.join(','),
  DAYMARK_CSM_TOKENS: JSON.stringify({
    issuer: data.team.userPoolProviderUrl,
    audience: data.console.client.userPoolClientId,
    keysUrl: `${data.team.userPoolProviderUrl}/.well-known/jwks.json`,
  }),
});
