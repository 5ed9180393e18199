import { randomUUID } from 'node:crypto';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { tableClientConfig } from '../adapters/aws/client-config.ts';
import { createTable } from '../adapters/aws/table/create-table.ts';
import { type Instant, instant } from '../kernel/instant.ts';
import type { Alarm } from '../ports/alarms.ts';
import { maxReceives, type QueueWiring, queues as wired } from '../wiring/queues.ts';
import { stateMachineArn } from './arn.ts';
import type { AwsCall } from './aws-call.ts';
import { applyEnvironment, awsEnvironment } from './aws-environment.ts';
import { deployDefinitions } from './deploy-definitions.ts';
import type { Disturb } from './disturbance.ts';
import { openDynamoDbDoor } from './dynamodb-door.ts';
import { startDynamoDb } from './dynamodb-process.ts';
import { type BusEvent, createEventBridgeApi } from './event-bridge-api.ts';
import { executionFailed } from './execution-failed.ts';
import { createFunctions, type FunctionOptions, type LambdaHandler } from './functions.ts';
import { serveHttp } from './http.ts';
import type { Execution } from './interpreter/execution.ts';
import { createStateMachines } from './interpreter/state-machines.ts';
import type { StateEntered } from './interpreter/world.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { createMetrics, type LocalMetrics } from './metrics.ts';
import { queueVariables } from './queue-variables.ts';
import { createQueues, type Queues } from './queues.ts';
import { createSecretsApi } from './secrets-api.ts';
import { createSesApi } from './ses-api.ts';
import { createSqsApi } from './sqs-api.ts';
import { createSsmApi } from './ssm-api.ts';
import { createStepFunctionsApi } from './step-functions-api.ts';
import { createTaskIntegrations } from './task-integrations.ts';
import { createVirtualClock } from './virtual-clock.ts';

export interface LocalCloudOptions {
  startAt: Instant;
  /** Of retry jitter and task tokens: the same seed, the same run. */
  seed?: string | number;
  /** `embedded` (the default), `official`, or the URL of a DynamoDB. */
  dynamodb?: string;
  /** Default: any free one. */
  port?: number;
  /** Accounts whose work, due at one instant, may overlap. Default 8. */
  concurrency?: number;
  /** Further variables for the handlers. */
  environment?: Readonly<Record<string, string>>;
  /** Default: `daymark` for the table, and `daymark-` before the ids of journeys. */
  names?: { table: string; machinePrefix: string };
  observe?(entered: StateEntered): void;
  /** Called for every request to its endpoints, DynamoDB's included, unless disturbed. */
  observeCall?(call: AwsCall): void;
  /** Faults to inject into requests to any of them. */
  disturb?: Disturb;
}

export interface CloudError {
  at: Instant;
  functionName: string;
  error: unknown;
}

export type RaisedAlarm = Alarm & { at: Instant };

/** AWS in this process. While it runs, the process's environment and `Date` are its own. */
export interface LocalCloud {
  url: string;
  /** Rejects, with the remedy, when a process that it needs exits unexpectedly. */
  lost: Promise<never>;
  /** What was set in the environment of the process. */
  environment: Readonly<Record<string, string>>;
  mailbox: Mailbox;
  queues: Queues;
  /** Failures of functions that were called by a queue or a schedule. */
  errors: readonly CloudError[];
  /** What operators were told. */
  alarms: RaisedAlarm[];
  metrics: LocalMetrics;
  /** What was put on event buses. */
  busEvents: readonly BusEvent[];
  executions(): Execution[];
  registerFunction(name: string, handler: LambdaHandler, options?: FunctionOptions): void;
  invoke(name: string, event: unknown): Promise<unknown>;
  /** State machines by journey id, their placeholders filled in; a changed one replaces the old for new executions. */
  deploy(definitions: Readonly<Record<string, unknown>>): Promise<void>;
  subscribe(queue: string, functionName: string, options?: { batchSize?: number; windowSeconds?: number }): void;
  /** Calls the function at every multiple of so many seconds, for ever. */
  schedule(everySeconds: number, functionName: string): void;
  now(): Instant;
  /** Does something at an instant. See `Timer` for groups. */
  at(at: Instant, run: () => unknown, options?: { group?: string; key?: string }): void;
  advanceTo(at: Instant): Promise<void>;
  /** Plays what is due now. */
  settle(): Promise<void>;
  /** When something happens next, schedules aside. */
  nextDue(): Instant | undefined;
  /** Advances until nothing but schedules is left to happen, or until `limit`. */
  idle(limit: Instant): Promise<void>;
  stop(): Promise<void>;
}

/** Names of what the local cloud has. */
export const eventsQueue = wired.events.name;
export const feedbackQueue = wired.feedback.name;
const configurationSetPrefix = 'daymark';

/** @throws Error that says how to fix it: a port that is taken, a DynamoDB that is missing */
export const startLocalCloud = async (options: LocalCloudOptions): Promise<LocalCloud> => {
  const clock = createVirtualClock(Date.parse(options.startAt), options.concurrency);
  const errors: CloudError[] = [];
  const onError = (functionName: string, error: unknown) =>
    errors.push({ at: instant(clock.now()), functionName, error });

  const functions = createFunctions(clock);
  const queues = createQueues(clock, functions, onError);
  for (const wiring of allQueues)
    queues.create(wiring.name, { fifo: wiring.fifo, maxReceiveCount: maxReceives(wiring) });
  const feedback = queues.get(feedbackQueue);
  const publish = (event: unknown) => void feedback.send({ body: JSON.stringify(event) });
  const mailbox = createMailbox(clock, publish);
  mailbox.createConfigurationSet(`${configurationSetPrefix}-transactional`, { suppressedReasons: ['BOUNCE'] });
  for (const name of ['lifecycle', 'marketing']) mailbox.createConfigurationSet(`${configurationSetPrefix}-${name}`);

  const engine = options.dynamodb ?? 'embedded';
  const dynamodb = await startDynamoDb(engine);
  const isOurs = engine === 'embedded' || engine === 'official';
  const table = options.names?.table ?? (isOurs ? 'daymark' : `daymark-${randomUUID()}`);
  const machinePrefix = options.names?.machinePrefix ?? stateMachineArn('daymark-');
  const { observeCall, disturb } = options;
  let url = '';
  const undo: (() => unknown)[] = [() => dynamodb.stop()];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };

  try {
    const door =
      observeCall || disturb || engine !== 'embedded'
        ? await openDynamoDbDoor(dynamodb.url, { observe: observeCall, disturb })
        : undefined;
    if (door) undo.push(() => door.stop());
    const dynamodbUrl = door?.url ?? dynamodb.url;
    const client = new DynamoDBClient({ ...awsEnvironment.client, endpoint: dynamodb.url });
    const machinesClient = new DynamoDBClient({
      ...tableClientConfig(),
      ...awsEnvironment.machines,
      endpoint: dynamodbUrl,
    });
    undo.push(
      () => client.destroy(),
      () => machinesClient.destroy(),
    );
    const machines = createStateMachines({
      clock,
      seed: String(options.seed ?? 1),
      integrations: createTaskIntegrations(functions, machinesClient, observeCall),
      onFailure: execution =>
        clock.at(clock.now(), () => publish(executionFailed(execution)), { key: `execution ${execution.arn}` }),
      observe: options.observe,
    });
    const busEvents: BusEvent[] = [];
    const apis = [
      createStepFunctionsApi(machines, clock.now),
      createSqsApi(queues, () => url),
      createSesApi(mailbox, clock.now),
      createSsmApi(clock.now),
      createEventBridgeApi(busEvents, clock.now),
      createSecretsApi(clock.now),
    ];
    const server = await serveHttp(apis, { port: options.port, observe: observeCall, disturb });
    url = server.url;
    undo.push(() => server.stop());

    const environment = {
      ...awsEnvironment.variables(url, dynamodbUrl),
      DAYMARK_TABLE: table,
      ...queueVariables(url),
      DAYMARK_SWITCHES_PATH: '/daymark/switches',
      DAYMARK_MAIL_TO: 'customers',
      DAYMARK_MACHINE_ARN_PREFIX: machinePrefix,
      DAYMARK_CONFIGURATION_SET_PREFIX: configurationSetPrefix,
      ...options.environment,
    };
    undo.push(applyEnvironment(environment), clock.install());
    await createTable(client, table);
    if (!isOurs) undo.push(() => client.send(new DeleteTableCommand({ TableName: table })));
    const sfn = new SFNClient({});
    undo.push(() => sfn.destroy());

    return {
      url,
      lost: dynamodb.lost,
      environment,
      mailbox,
      queues,
      errors,
      alarms: [],
      metrics: createMetrics(),
      busEvents,
      executions: () => [...machines.executions()],
      registerFunction: functions.register,
      invoke: (name, event) => functions.invoke(name, event),
      deploy: definitions => deployDefinitions(sfn, definitions, { table, machinePrefix, pinned: functions.pinned }),
      subscribe: (queue, functionName, { batchSize = 10, windowSeconds = 0 } = {}) =>
        queues.get(queue).subscribe({ functionName, batchSize, window: windowSeconds }),
      schedule: (everySeconds, functionName) => {
        const every = everySeconds * 1000;
        const next = (at: number) =>
          clock.at(
            at,
            async () => {
              next(at + every);
              await functions.invoke(functionName, scheduledEvent(at)).catch(error => onError(functionName, error));
            },
            { key: `schedule ${functionName}`, background: true },
          );
        next(Math.ceil(clock.now() / every) * every);
      },
      now: () => instant(clock.now()),
      at: (at, run, due) => void clock.at(Date.parse(at), run, due),
      advanceTo: at => clock.advanceTo(Date.parse(at)),
      settle: () => clock.advanceTo(clock.now()),
      nextDue: () => {
        const due = clock.nextDue();
        return due === undefined ? undefined : instant(due);
      },
      idle: async limit => {
        for (let due = clock.nextDue(); due !== undefined && due <= Date.parse(limit); due = clock.nextDue())
          await clock.advanceTo(due);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

const allQueues: readonly QueueWiring[] = Object.values(wired);

/** As EventBridge calls a function by the clock. */
const scheduledEvent = (at: number) => ({
  version: '0',
  id: `schedule-${at}`,
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  time: `${instant(at).slice(0, 19)}Z`,
  detail: {},
});
