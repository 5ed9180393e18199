import type { Channel } from '../channels/channel.ts';
import { channels } from '../channels/channels.ts';
import { sortKey } from '../kernel/row-keys.ts';
import type { QueueName } from './queues.ts';
import { channelSecrets, type SecretVariable, secretsAt } from './secrets.ts';

const { enrollment, ended, profile, evaluation, openTask, seat } = sortKey;

/**
 * The callers and the permissions of a function of functions/. The routes of `engine/access/public-routes.ts` call
 * those that answer HTTP.
 */
export interface FunctionWiring {
  /** The queue whose batches it consumes. */
  queue?: { name: QueueName; batchSize: number };
  /** Called on schedule, at every multiple of that many hours UTC. */
  everyHours?: number;
  /** Called with changes of the table. */
  stream?: StreamWiring;
  /** Called by state machines, in whose definitions `${DeliverTouch}` stands for deliver-touch. */
  step?: true;
  /**
   * Its decisions read across accounts, so the local cloud runs it alone, in the order of the accounts' names, which
   * makes runs reproducible.
   */
  exclusive?: true;
  /** Default 256. `.ci/memory.test.ts` measures the need at ten times the bounds; docs/growth.md states it. */
  memoryMegabytes?: number;
  /** Default 60. A queue hides a message for six times as long. */
  timeoutSeconds?: number;
  /** Its access to the table. */
  table: readonly TableAction[];
  /** Queues that it sends to. */
  sends?: readonly QueueName[];
  uses?: readonly Use[];
  /** A function that writes contacts needs DAYMARK_TOKEN_SECRET, the key of the index by address. */
  secrets?: readonly SecretVariable[];
}

/** The table's stream, which carries keys only and so no personal data. */
export interface StreamWiring {
  /** Sort key prefixes of the rows that it receives. They must exclude the function's own writes. */
  sortKeys: readonly string[];
  batchSize: number;
  /** Batching window: an account that changes several times within it is read once. */
  windowSeconds: number;
}

/** Memory of the function, in MB. */
export const memoryOf = (name: string): number => functions[name]?.memoryMegabytes ?? 256;

/** Whether it sends remaining work to itself, through the queue that it consumes. */
export const callsItself = (name: string): boolean => {
  const { queue, sends = [] } = functions[name] ?? {};
  return queue !== undefined && sends.includes(queue.name);
};

/** For functions without a `timeoutSeconds`, and for the states that call a step. */
export const defaultTimeoutSeconds = 60;

export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  /** Queries an account's own items. */
  | 'Query'
  /** Queries the index, across accounts. */
  | 'QueryIndex'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';

export type Use =
  /** Starts and stops executions, and ends their waits. */
  | 'machines'
  /** Sends mail. */
  | 'mail'
  /** Reads SES's suppression list. */
  | 'suppressions'
  /** Reads the kill switches. */
  | 'switches'
  /** Sets a journey's kill switch. */
  | 'brake'
  /** Sets every switch of journeys. */
  | 'operator'
  /** Sets the version of a journey that accounts start in. */
  | 'canary'
  /** Puts events on the buses of task sinks. */
  | 'bus'
  /** Archives accepted events. */
  | 'archive';

/** Access of a step: reads the account in one query, and commits. */
const step: readonly TableAction[] = ['Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'];

const channelUses: readonly Use[] = [...new Set(Object.values<Channel>(channels).flatMap(({ uses = [] }) => uses))];

/**
 * Every function, for the local cloud and the CDK app. To add a function, add its file to functions/ and a row here.
 */
export const functions: Readonly<Record<string, FunctionWiring>> = {
  // The token secret keys the hashes of users and of erased addresses.
  'ingest-usage': {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    sends: ['events'],
    uses: ['archive'],
    secrets: ['DAYMARK_TOKEN_SECRET', 'DAYMARK_WRITE_KEYS'],
  },
  'ingest-webhook': {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    sends: ['events'],
    uses: ['archive'],
    secrets: ['DAYMARK_TOKEN_SECRET', 'DAYMARK_WEBHOOK_SECRETS'],
  },
  'ingest-browser': {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    sends: ['events'],
    uses: ['archive'],
    secrets: ['DAYMARK_TOKEN_SECRET', 'DAYMARK_USER_TOKENS'],
  },
  preferences: { table: ['GetItem', 'PutItem'], sends: ['events'], secrets: ['DAYMARK_TOKEN_SECRET'] },
  'ingest-billing': {
    table: ['GetItem'],
    sends: ['events'],
    secrets: secretsAt('billing'),
  },
  // Help desks send people's ids and addresses, by which the account of an event is found.
  'ingest-connector': {
    table: ['GetItem', 'Query', 'QueryIndex', 'PutItem'],
    sends: ['events'],
    secrets: ['DAYMARK_TOKEN_SECRET', ...secretsAt('support', 'crm')],
  },
  'ingest-partner-events': {
    queue: { name: 'partners', batchSize: 10 },
    table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    sends: ['events'],
    uses: ['archive'],
    secrets: ['DAYMARK_TOKEN_SECRET'],
  },
  survey: {
    table: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'],
    sends: ['events'],
    secrets: ['DAYMARK_TOKEN_SECRET'],
  },
  'route-events': {
    memoryMegabytes: 768,
    queue: { name: 'events', batchSize: 10 },
    exclusive: true,
    table: [...step, 'GetItem', 'QueryIndex'],
    sends: ['events', 'notices'],
    uses: ['machines', 'switches', 'canary', 'archive'],
  },
  'deliver-touch': {
    memoryMegabytes: 768,
    step: true,
    table: [...step, 'GetItem', 'BatchGetItem'],
    uses: [...channelUses, 'switches', 'brake'],
    secrets: channelSecrets,
  },
  'evaluate-branch': { memoryMegabytes: 768, step: true, table: step },
  'open-task': {
    memoryMegabytes: 768,
    step: true,
    exclusive: true,
    table: [...step, 'QueryIndex'],
    sends: ['notices'],
    secrets: ['DAYMARK_DESTINATIONS'],
  },
  'take-step': {
    memoryMegabytes: 768,
    step: true,
    table: [...step, 'QueryIndex'],
    sends: ['events'],
    secrets: ['DAYMARK_DESTINATIONS'],
  },
  'record-feedback': {
    queue: { name: 'feedback', batchSize: 10 },
    table: [...step, 'GetItem', 'BatchGetItem'],
    sends: ['events'],
    uses: ['archive'],
    secrets: ['DAYMARK_TOKEN_SECRET'],
  },
  'sync-suppressions': {
    everyHours: 24,
    timeoutSeconds: 900,
    table: ['GetItem', 'QueryIndex', 'PutItem'],
    sends: ['events'],
    uses: ['suppressions'],
    secrets: ['DAYMARK_TOKEN_SECRET'],
  },
  'send-digests': {
    everyHours: 1,
    table: ['GetItem', 'Query', 'QueryIndex', 'PutItem', 'UpdateItem', 'DeleteItem'],
    uses: ['mail', 'switches'],
    secrets: ['DAYMARK_DESTINATIONS'],
  },
  'notify-task': {
    queue: { name: 'notices', batchSize: 10 },
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    uses: ['bus'],
    secrets: ['DAYMARK_DESTINATIONS'],
  },
  'list-tasks': { table: ['GetItem', 'BatchGetItem', 'Query', 'QueryIndex'] },
  'act-on-task': { table: ['GetItem', 'BatchGetItem', 'QueryIndex', 'PutItem'], sends: ['events'] },
  'slack-actions': {
    table: ['GetItem', 'BatchGetItem', 'Query', 'QueryIndex', 'PutItem'],
    sends: ['events'],
    secrets: ['DAYMARK_DESTINATIONS'],
  },
  'console-actions': {
    table: ['GetItem', 'BatchGetItem', 'Query', 'QueryIndex', 'PutItem'],
    sends: ['events'],
    uses: ['mail', 'switches', 'operator'],
  },
  'console-api': {
    memoryMegabytes: 1024,
    table: ['GetItem', 'BatchGetItem', 'Query', 'QueryIndex', 'PutItem'],
    uses: ['switches'],
  },
  'list-prompts': { table: ['GetItem', 'BatchGetItem', 'Query'], secrets: ['DAYMARK_USER_TOKENS'] },
  'record-prompt-events': {
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    sends: ['events'],
    secrets: ['DAYMARK_USER_TOKENS'],
  },
  tally: {
    memoryMegabytes: 768,
    stream: {
      sortKeys: [enrollment, ended, profile, evaluation, openTask, seat],
      batchSize: 100,
      windowSeconds: 2,
    },
    table: [...step, 'GetItem', 'BatchGetItem'],
  },
  sweep: {
    everyHours: 1,
    queue: { name: 'sweep', batchSize: 1 },
    table: ['BatchGetItem', 'QueryIndex', 'PutItem'],
    sends: ['events', 'sweep'],
  },
};

/** The placeholder of a step's function in definitions: `DeliverTouch` for deliver-touch. */
export const placeholderOf = (name: string): string =>
  name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
