import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { connectAll } from '../engine/adapters/aws/connect-all.ts';
import { tableSends } from '../engine/adapters/aws/table/sends.ts';
import type { Table } from '../engine/adapters/aws/table/table.ts';
import { renderAsl } from '../engine/asl/render-asl.ts';
import type { Project } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { type Instant, plusSeconds } from '../engine/kernel/instant.ts';
import { awsEnvironment } from '../engine/local/aws-environment.ts';
import { createDevTokens, type DevTokens } from '../engine/local/dev-tokens.ts';
import type { Arriving, Disturb } from '../engine/local/disturbance.ts';
import { type LocalCloud, startLocalCloud } from '../engine/local/local-cloud.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import { callOneByOne } from './call-one-by-one.ts';
import { hostFunctions } from './host-functions.ts';
import { createProcesses, type Processes, type ProcessOptions } from './processes.ts';
import { type Post, startReceiver } from './receiver.ts';

/** Settings of the Slack app that posts tasks. */
export const slackApp = { token: 'xoxb-test', channel: 'C1', signingSecrets: ['secret-of-the-slack-app'] };

export interface WorldOptions {
  /** Posts tasks through a Slack app, with buttons, and creates them in HubSpot. */
  slackApp?: true;
  project: Project;
  startAt: Instant;
  /** Fault of a request. Requests of dead processes never arrive. */
  disturb: Disturb;
  seed?: number;
  concurrency?: number;
  processes?: ProcessOptions;
  /** Scheduled functions and their interval in hours. Default: none. */
  schedules?: Readonly<Record<string, number>>;
}

/** A local cloud with a failing network and killable function processes. */
export interface FailingWorld {
  cloud: LocalCloud;
  processes: Processes;
  table: Table;
  project: Project;
  /** Posts received by webhooks, Slack and HubSpot. */
  posts: readonly Post[];
  /** A CSM's token that is valid for an hour. */
  csmToken(email: string): Promise<string>;
  /** Makes the send brake accept today's sends as normal. */
  expectBursts(): Promise<void>;
  /** Deploys a further version of all functions and state machines. */
  deploy(project: Project): Promise<void>;
  stop(): Promise<void>;
}

export const startWorld = async (options: WorldOptions): Promise<FailingWorld> => {
  const { project, startAt, schedules = {}, seed = 1, concurrency = 8 } = options;
  const folder = await mkdtemp(join(tmpdir(), 'daymark-faults-'));
  const processes = createProcesses(options.processes);
  let starting = true;
  const disturb = (arriving: Arriving) => {
    if (processes.sender(arriving.headers) === 'gone') return { kind: 'lost-request' } as const;
    return starting ? undefined : options.disturb(arriving);
  };
  const calledWith = (headers: IncomingHttpHeaders) => {
    const sender = processes.sender(headers);
    return typeof sender === 'object' ? sender.invocation.event : undefined;
  };
  let tokens: DevTokens | undefined;
  const receiver = await startReceiver(disturb, calledWith, { '/dev/jwks.json': () => tokens?.keys });
  tokens = await createDevTokens(receiver.url);
  const { settings: csmTokens, sign } = tokens;
  const cloud = await startLocalCloud({
    ...{ startAt, seed, concurrency, disturb },
    environment: {
      ...localSecrets,
      DAYMARK_BUILD: join(folder, '1'),
      DAYMARK_CSM_TOKENS: JSON.stringify(csmTokens),
      DAYMARK_DESTINATIONS: JSON.stringify({
        slack: { success: { url: `${receiver.url}/slack` } },
        webhook: { crm: { url: `${receiver.url}/webhook`, secret: 'secret-of-the-webhook' } },
        ...(options.slackApp && {
          slackApp: { ...slackApp, api: `${receiver.url}/slack` },
          hubspot: { success: { token: 'pat-test', api: `${receiver.url}/hubspot` } },
        }),
      }),
      DAYMARK_TASK_SINKS: JSON.stringify({
        ...{ slack: 'success', webhook: 'crm', eventBus: 'default' },
        ...(options.slackApp && { hubspot: 'success' }),
      }),
    },
  });
  const table = { client: new DynamoDBClient({}), name: String(cloud.environment.DAYMARK_TABLE) };
  let versions = 0;
  const deploy = async (version: Project) => {
    starting = true;
    const build = join(folder, String(++versions));
    await writeBuild(version, build);
    await hostFunctions(cloud, processes, () =>
      connectAll({ ...process.env, DAYMARK_BUILD: build }, cloud.metrics.read, {
        signer: awsEnvironment.client.signer,
      }),
    );
    await cloud.deploy(
      Object.fromEntries(
        version.journeys.flatMap(({ definition, machine }) => (machine ? [[definition.id, renderAsl(machine)]] : [])),
      ),
    );
    starting = false;
  };
  await deploy(project);
  const expectBursts = async () => {
    starting = true;
    const yesterday = plusSeconds(cloud.now(), -86_400);
    for (const { definition } of project.journeys)
      await tableSends(table).keepPeak(definition.id, yesterday, 1_000_000);
    starting = false;
  };
  callOneByOne(cloud, schedules);
  return {
    ...{ cloud, processes, table, project, deploy, expectBursts },
    posts: receiver.posts,
    csmToken: email => sign(email, cloud.now()),
    stop: async () => {
      table.client.destroy();
      await cloud.stop();
      receiver.stop();
      processes.stop();
      await rm(folder, { recursive: true });
    },
  };
};
