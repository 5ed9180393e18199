import { randomUUID } from 'node:crypto';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { tableClientConfig } from '../adapters/aws/client-config.ts';
import { connectAll } from '../adapters/aws/connect-all.ts';
import { tableAccountPorts } from '../adapters/aws/table/account-ports.ts';
import { tableAllAccounts } from '../adapters/aws/table/all-accounts.ts';
import { createTable, turnOnStream } from '../adapters/aws/table/create-table.ts';
import { tableDue } from '../adapters/aws/table/due-index.ts';
import type { Instant } from '../kernel/instant.ts';
import type { OutwardPorts } from '../ports/ports.ts';
import { createArchiveApi } from './archive-api.ts';
import { stateMachineArn } from './arn.ts';
import type { AwsCall } from './aws-call.ts';
import { applyEnvironment, awsEnvironment } from './aws-environment.ts';
import type { Disturb } from './disturbance.ts';
import { type KnownDue, readDue, watchDue } from './due-watch.ts';
import { openDynamoDbDoor } from './dynamodb-door.ts';
import { startDynamoDb } from './dynamodb-process.ts';
import { createLocalArchive } from './event-archive.ts';
import { createEventBridgeApi } from './event-bridge-api.ts';
import { followingTable } from './follow-table.ts';
import { serveHttp } from './http.ts';
import { inProcessClient } from './in-process.ts';
import type { StateEntered } from './interpreter/world.ts';
import { loopback } from './loopback.ts';
import { namedDestinations, type OutgoingPost, outboxCrm, outboxPoster } from './outbox.ts';
import { createSecretsApi } from './secrets-api.ts';
import { createSesApi } from './ses-api.ts';
import { createSqsApi } from './sqs-api.ts';
import { createSsmApi, type KeptParameter } from './ssm-api.ts';
import { createStepFunctionsApi } from './step-functions-api.ts';
import { createTaskIntegrations } from './task-integrations.ts';
import type { KeptCore, World } from './world.ts';
import { createWorldCore } from './world-core.ts';
import { worldVariables } from './world-variables.ts';

export interface LocalCloudOptions {
  startAt: Instant;
  /** State to continue from; `startAt` must then be `kept.core.now`. */
  kept?: KeptCloud;
  /** File of the embedded DynamoDB's table, existing or new; default: in memory. */
  tableFile?: string;
  /** Seed of retry jitter and task tokens: the same seed gives the same run. */
  seed?: string | number;
  /** `embedded` (the default), `official`, or the URL of a DynamoDB. */
  dynamodb?: string;
  /** Default: any free one. */
  port?: number;
  /** How many accounts that are due at one instant may run at once. Default 8. */
  concurrency?: number;
  /** Further variables for the handlers. */
  environment?: Readonly<Record<string, string>>;
  /** Default: `daymark` for the table, and `daymark-` before the ids of journeys. */
  names?: { table: string; machinePrefix: string };
  observe?(entered: StateEntered): void;
  /** Called for every request to its endpoints, DynamoDB's included, unless disturbed. */
  observeCall?(call: AwsCall): void;
  /** Faults to inject into requests to its endpoints, DynamoDB's included. */
  disturb?: Disturb;
  /** Functions follow the table's stream, which updates lists and counts. Without it neither is written. */
  hasStream?: boolean | { everyDays: number };
  /** Bypasses sockets and `node:http`, if DynamoDB is embedded and calls are neither observed nor disturbed. */
  inProcess?: boolean;
}

/** All ports that would reach services outside of AWS, also those that are optional: a port that is missing is a type error. */
type Kept = { [Port in keyof Required<OutwardPorts>]: OutwardPorts[Port] };

/** A local cloud except its table, in a form that JSON can hold. */
export interface KeptCloud {
  core: KeptCore;
  parameters: readonly (readonly [name: string, parameter: KeptParameter])[];
  posts: readonly OutgoingPost[];
  /** Archived events; absent in snapshots from before the archive. */
  archive?: readonly (readonly [key: string, text: string])[];
}

/** AWS in this process. While it runs, the process's environment and `Date` are its own. */
export interface LocalCloud extends World {
  url: string;
  lost: Promise<never>;
  /** State that another cloud can continue from, with a copy of the table; `undefined` while something is running. */
  keepCloud(): KeptCloud | undefined;
  /** Posts to Slack, webhooks and CRMs, which are recorded instead of sent. */
  posts: readonly OutgoingPost[];
  /** Variables set in the environment of the process. */
  environment: Readonly<Record<string, string>>;
}

/** @throws Error that says how to fix it: a port that is taken, a DynamoDB that is missing */
export const startLocalCloud = async (options: LocalCloudOptions): Promise<LocalCloud> => {
  const engine = options.dynamodb ?? 'embedded';
  const dynamodb = await startDynamoDb(engine, options.tableFile);
  const isOurs = engine === 'embedded' || engine === 'official';
  const table = options.names?.table ?? (isOurs ? 'daymark' : `daymark-${randomUUID()}`);
  const machinePrefix = options.names?.machinePrefix ?? stateMachineArn('daymark-');
  const names = { table, machinePrefix, configurationSetPrefix: 'daymark' };
  const { startAt, seed, concurrency, observe, observeCall, disturb } = options;
  let url = '';
  const undo: (() => unknown)[] = [() => dynamodb.stop()];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };

  try {
    const door =
      observeCall || disturb || engine !== 'embedded'
        ? await openDynamoDbDoor(dynamodb.url, { observe: observeCall, disturb, statesLengths: engine === 'embedded' })
        : undefined;
    if (door) undo.push(() => door.stop());
    const dynamodbUrl = door?.url ?? dynamodb.url;
    const direct = options.inProcess && !door ? loopback(dynamodbUrl) : undefined;
    if (direct) undo.push(direct.close);
    const client = new DynamoDBClient({ ...awsEnvironment.client, endpoint: dynamodb.url });
    const machinesClient = new DynamoDBClient({
      ...tableClientConfig(),
      ...awsEnvironment.machines,
      endpoint: dynamodbUrl,
      ...(direct && inProcessClient([], direct, dynamodbUrl)),
    });
    undo.push(
      () => client.destroy(),
      () => machinesClient.destroy(),
    );
    const whole = createWorldCore({
      ...{ startAt, seed, concurrency, observe, kept: options.kept?.core },
      names,
      integrations: functions => createTaskIntegrations(functions, machinesClient, observeCall),
    });
    const { clock, machines, ...core } = whole;
    const posts: OutgoingPost[] = [...(options.kept?.posts ?? [])];
    const parameters = new Map(options.kept?.parameters);
    const archive = createLocalArchive(clock.now, options.kept?.archive);
    const apis = [
      createStepFunctionsApi(machines, clock.now),
      createSqsApi(core.queues, () => url),
      createSesApi(core.mailbox, clock.now),
      createSsmApi(clock.now, parameters),
      createEventBridgeApi(core.busEvents, clock.now),
      createSecretsApi(clock.now),
      createArchiveApi(archive),
    ];
    const server = await serveHttp(apis, { port: options.port, observe: observeCall, disturb });
    url = server.url;
    undo.push(() => server.stop());

    const environment = {
      ...awsEnvironment.variables(url, dynamodbUrl),
      ...worldVariables(names, url),
      ...options.environment,
    };
    undo.push(applyEnvironment(environment), clock.install());
    const { hasStream = false } = options;
    if (!options.kept) await createTable(client, table, { hasStream: hasStream !== false });
    else if (hasStream) await turnOnStream(client, table);
    if (!isOurs) undo.push(() => client.send(new DeleteTableCommand({ TableName: table })));
    const stored = { client, name: table };
    const due: KnownDue = options.kept ? await readDue(tableDue(stored)) : new Map();

    return {
      ...core,
      ...(hasStream && followingTable(whole, dynamodb.url, table, hasStream === true ? 1 : hasStream.everyDays)),
      url,
      lost: dynamodb.lost,
      posts,
      keepCloud: () => {
        const kept = core.keep();
        return kept && { core: kept, parameters: [...parameters], posts, archive: [...archive.files] };
      },
      environment,
      accountPorts: tableAccountPorts(stored, { now: core.now }),
      allAccounts: tableAllAccounts(stored, { now: core.now }),
      connect: settings => {
        const clients = {
          signer: awsEnvironment.client.signer,
          ...(direct && inProcessClient(apis, direct, url)),
        };
        const environment = { ...process.env, ...settings };
        const ports = connectAll(environment, core.metrics.read, clients);
        const kept: Kept = {
          poster: outboxPoster(namedDestinations(environment), posts, core.now),
          crm: outboxCrm(post => posts.push({ at: core.now(), ...post })),
          slack: undefined,
        };
        return { ...ports, ...kept, ...watchDue(ports, due) };
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
