import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { HealthRecord } from '../account/health-state.ts';
import { byTime } from '../account/public-line.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { Environment } from '../adapters/aws/settings.ts';
import { tableDeliveries } from '../adapters/aws/table/deliveries.ts';
import { allHealth } from '../adapters/aws/table/health-history.ts';
import type { Table } from '../adapters/aws/table/table.ts';
import { allTimelines } from '../adapters/aws/table/timeline.ts';
import { renderAsl } from '../asl/render-asl.ts';
import type { DeployedApp } from '../assembly/deployed-app.ts';
import type { Project } from '../build/build-project.ts';
import { writeBuild } from '../build/write-build.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { type Instant, instant, plusSeconds } from '../kernel/instant.ts';
import { stateMachineArn } from '../local/arn.ts';
import type { AwsCall } from '../local/aws-call.ts';
import type { Execution } from '../local/interpreter/execution.ts';
import type { StateEntered } from '../local/interpreter/world.ts';
import { loadApp } from '../local/load-app.ts';
import { callFunctions, loadFunctions } from '../local/load-functions.ts';
import { type LocalCloud, type RaisedAlarm, startLocalCloud } from '../local/local-cloud.ts';
import { localSecrets } from '../local/local-secrets.ts';
import type { LocalMetrics } from '../local/metrics.ts';
import { weekKnownEverywhere, weekOf } from '../signals/weeks.ts';
import { hasSignal } from '../triggers/signal/has-signal.ts';
import { deliver } from './deliver.ts';
import { givenUp } from './given-up.ts';
import { type AddressedMail, addressMails } from './mails/addressed-mail.ts';
import { nextDue } from './next-due.ts';
import type { RecordedEvent, RecordedEvents, RejectedLine } from './read-events.ts';
import { countStillWaiting, type StillWaiting } from './still-waiting.ts';

export interface PlayOptions {
  /** Played from its sources, unless `app` is given. */
  project?: Project;
  recorded: RecordedEvents;
  /** Folder for the build that the handlers read. */
  buildFolder: string;
  /** What a synthesized app deploys, its bundles included. */
  app?: DeployedApp;
  observe?(entered: StateEntered): void;
  observeCall?(call: AwsCall): void;
  /** What else there is to do, once everything is there and before time passes. */
  prepare?(cloud: LocalCloud): unknown;
  /** Default: until nothing is left to happen, at most 400 days after the last event. */
  until?: Instant;
  seed: number;
  dynamodb: string;
  progress?(text: string): void;
}

export interface Played {
  lines: TimelineLine[];
  /** Health scores, in order of time. */
  health: HealthRecord[];
  mails: AddressedMail[];
  /** Of the state machines, with their counts of transitions and history events. */
  executions: Execution[];
  rejected: RejectedLine[];
  /** Lines that were taken, but not as they were meant. */
  warnings: Omit<RejectedLine, 'text'>[];
  /** Events that are kept until it is known whose they are. */
  waiting: StillWaiting[];
  /** Faults of handlers that were called by a queue or a schedule, and what was given up for them. */
  faults: string[];
  /** What operators are told on AWS. */
  alarms: RaisedAlarm[];
  /** Sums of what functions measured, as CloudWatch names them. */
  metrics: LocalMetrics['sums'];
  from: Instant;
  to: Instant;
}

/** Plays recorded events through the compiled state machines and the real handlers, in virtual time. */
export const play = async ({
  project,
  recorded,
  buildFolder,
  until,
  seed,
  dynamodb,
  app,
  observe,
  observeCall,
  prepare,
  progress,
}: PlayOptions): Promise<Played> => {
  if (project && !app) await writeBuild(project, buildFolder);
  const { events } = recorded;
  const from = startOfHour(events[0]?.at ?? '1970-01-01T00:00:00.000Z');
  const last = events.at(-1)?.at ?? from;
  const limit = until ?? plusSeconds(last, 400 * 86_400);
  const rejected = [...recorded.rejected];
  const warnings: Played['warnings'] = [];
  const cloud = await startLocalCloud({
    startAt: from,
    seed,
    dynamodb,
    environment: { DAYMARK_BUILD: buildFolder, ...localSecrets },
    names: app && { table: app.table, machinePrefix: stateMachineArn(`${app.prefix}-`) },
    observe,
    observeCall,
  });
  const client = new DynamoDBClient({});
  let undo: (() => void) | undefined;
  const playAll = async (): Promise<Played> => {
    if (app) undo = await loadApp(cloud, app, localSecrets);
    else if (project) await populate(cloud, project);
    await prepare?.(cloud);
    let count = 0;
    for (const event of events) {
      if (event.at > limit) break;
      cloud.at(event.at, async () => {
        progress?.(`${event.at.slice(0, 10)}  ${++count} of ${events.length} events`);
        const { file, line, text } = event;
        const delivered = await deliver(cloud, event);
        if (delivered.problem) rejected.push({ file, line, ...delivered.problem, text });
        warnings.push(...delivered.warnings.map(warning => ({ file, line, ...warning })));
      });
    }
    await cloud.idle(limit);
    const table = { client, name: cloud.environment.DAYMARK_TABLE ?? '' };
    const to = until
      ? await playTo(cloud, until)
      : await playOut(cloud, table, judgedBy(last, journeysOf({ app, project })), limit);
    return {
      lines: (await Array.fromAsync(allTimelines(table))).sort(byTime),
      health: (await Array.fromAsync(allHealth(table))).sort(inOrder),
      mails: await addressMails(cloud.mailbox.mails(), tableDeliveries(table)),
      executions: cloud.executions(),
      rejected: rejected.sort(byPlace),
      warnings: warnings.sort(byPlace),
      waiting: await countStillWaiting(table),
      faults: [
        ...cloud.errors.map(
          ({ at, functionName, error }) =>
            `${at} ${functionName}: ${error instanceof Error ? error.message : String(error)}`,
        ),
        ...givenUp(cloud),
      ],
      alarms: cloud.alarms,
      metrics: cloud.metrics.sums,
      from,
      to,
    };
  };
  try {
    return await Promise.race([playAll(), cloud.lost]);
  } finally {
    undo?.();
    client.destroy();
    await cloud.stop();
  }
};

/** Functions, state machines, queues and the sweep, wired by the tables that the infrastructure reads. */
export const populate = async (cloud: LocalCloud, project: Project): Promise<void> => {
  await deploy(cloud, project);
  callFunctions(cloud);
};

/** A further version of functions and state machines. Enrollments in flight keep theirs, and the build that those read. */
export const deployAgain = async (cloud: LocalCloud, project: Project, buildFolder: string): Promise<void> => {
  await writeBuild(project, buildFolder);
  await deploy(cloud, project, { DAYMARK_BUILD: buildFolder });
};

const deploy = async (cloud: LocalCloud, project: Project, settings: Environment = {}): Promise<void> => {
  await loadFunctions(cloud, settings);
  await cloud.deploy(
    Object.fromEntries(
      project.journeys.flatMap(({ definition, machine }) => (machine ? [[definition.id, renderAsl(machine)]] : [])),
    ),
  );
};

const playTo = async (cloud: LocalCloud, until: Instant): Promise<Instant> => {
  await cloud.advanceTo(until);
  return until;
};

/**
 * Goes on while time alone may still change something: until the week of the last event was judged, and then from one due
 * time to the next. What recurs for ever keeps nothing going.
 */
const playOut = async (cloud: LocalCloud, table: Table, judgedBy: Instant, limit: Instant): Promise<Instant> => {
  for (let next: Instant | undefined = judgedBy; next !== undefined && next <= limit; ) {
    if (next > cloud.now()) await cloud.advanceTo(next);
    await cloud.idle(limit);
    const due = await nextDue(table, cloud.now());
    next = due && afterSweep(due);
  }
  return cloud.now();
};

/** Weekly signals are judged once the week is over everywhere; the last event may be in the last week of the furthest zone. */
const judgedBy = (last: Instant, journeys: readonly JourneyDefinition[]): Instant =>
  journeys.filter(hasSignal).some(({ enroll }) => enroll.period !== undefined)
    ? afterSweep(weekKnownEverywhere(weekOf(last, 'Etc/GMT-14')))
    : last;

const journeysOf = ({ app, project }: Pick<PlayOptions, 'app' | 'project'>): readonly JourneyDefinition[] =>
  app?.journeys ?? project?.journeys.map(({ definition }) => definition) ?? [];

/** The sweep runs at whole hours; a minute later its evaluations are done. */
const afterSweep = (due: Instant): Instant => plusSeconds(startOfHour(plusSeconds(due, 3_599)), 60);

const inOrder = (a: HealthRecord, b: HealthRecord): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.account < b.account ? -1 : 1;

const byPlace = (a: Place, b: Place): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line);
type Place = Pick<RecordedEvent, 'file' | 'line'>;

const startOfHour = (at: Instant): Instant => instant(`${at.slice(0, 13)}:00:00Z`);
