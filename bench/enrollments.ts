import { buildProject, type Project } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { type Instant, instant } from '../engine/kernel/instant.ts';
import type { LambdaHandler } from '../engine/local/functions.ts';
import type { Execution } from '../engine/local/interpreter/execution.ts';
import { type LocalCloud, startLocalCloud } from '../engine/local/local-cloud.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import { deliver } from '../engine/playback/deliver.ts';
import { populate } from '../engine/playback/populate.ts';
import { recognizeLine } from '../engine/playback/recognize-line.ts';
import { inFolder } from './in-folder.ts';
import { startMeteredDynamoDb } from './metered-dynamodb.ts';
import type { MeasuredFigure, Part } from './part.ts';
import { type Path, paths } from './paths.ts';
import { inDollars, type ServiceUsage } from './prices.ts';

/**
 * The usage of one enrollment on each path: the interpreter's counters, and what AWS would bill. The account's base
 * cost (its weekly evaluation, hourly calls) is measured without the journey and subtracted.
 */
export const enrollments: Part = tell =>
  inFolder(async folder => {
    const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
    const figures: MeasuredFigure[] = [];
    for (const path of paths()) {
      tell(`${path.journey}, ${path.name}`);
      const spent = await walk(path, only(project, path.journey), folder);
      const anyhow = await walk({ ...path, during: [] }, only(project), folder);
      figures.push(...figuresOf(path, enrolledBy(path, spent), less(spent.used, anyhow.used)));
    }
    return figures;
  });

const only = (project: Project, journey?: string): Project => ({
  ...project,
  journeys: project.journeys.filter(({ definition }) => definition.id === journey),
});

type Used = Omit<ServiceUsage, 'transitions'>;

const less = (spent: Used, anyhow: Used): Used => ({
  mails: spent.mails - anyhow.mails,
  invocations: spent.invocations - anyhow.invocations,
  writeUnits: spent.writeUnits - anyhow.writeUnits,
  readUnits: spent.readUnits - anyhow.readUnits,
});

const figuresOf = ({ journey, name }: Path, { transitions, history }: Execution, used: Used): MeasuredFigure[] => {
  const figure = (value: number, unit: string): MeasuredFigure => ({ name: `${journey}, ${name}`, value, unit });
  return [
    figure(transitions, 'transitions'),
    figure(history, 'history events'),
    figure(used.mails, 'mails'),
    figure(used.invocations, 'invocations'),
    figure(used.writeUnits, 'write units'),
    figure(used.readUnits, 'read units'),
    figure(inDollars({ transitions, ...used }) * 1e6, '$ per million'),
  ];
};

interface Walked {
  used: Used;
  executions: readonly Execution[];
}

const walk = async (path: Path, project: Project, build: string): Promise<Walked> => {
  await writeBuild(project, build);
  const dynamodb = await startMeteredDynamoDb();
  const cloud = await startLocalCloud({
    startAt: instant(timeOf(path.before[0])),
    dynamodb: dynamodb.url,
    environment: { ...localSecrets, DAYMARK_BUILD: build },
  });
  try {
    const invocations = { count: 0 };
    await populate(metered(cloud, invocations), project);
    dynamodb.isOn = false;
    for (const event of path.before) await play(cloud, event);
    dynamodb.isOn = true;
    invocations.count = 0;
    for (const event of path.during) await play(cloud, event);
    await cloud.advanceTo(instant(path.until));
    if (cloud.errors.length > 0) throw new Error(`${path.journey}, ${path.name}: it did not go well`);
    const { units } = dynamodb;
    return {
      used: {
        mails: cloud.mailbox.mails().length,
        invocations: invocations.count,
        writeUnits: units.write,
        readUnits: units.read,
      },
      executions: cloud.executions(),
    };
  } finally {
    await cloud.stop();
    await dynamodb.stop();
  }
};

/** @throws Error unless there is exactly one enrollment, and it did not fail */
const enrolledBy = ({ journey, name }: Path, { executions }: Walked): Execution => {
  const [execution] = executions;
  if (execution && executions.length === 1 && execution.status !== 'FAILED') return execution;
  throw new Error(`${journey}, ${name}: not one enrollment that went well`);
};

const play = async (cloud: LocalCloud, body: Path['before'][number]): Promise<void> => {
  const text = JSON.stringify(body);
  const line = recognizeLine(text);
  if ('what' in line) throw new Error(`${text}: ${line.what}`);
  await cloud.advanceTo(line.at);
  await deliver(cloud, { ...line, text });
  await cloud.settle();
};

/** The same cloud, but it counts invocations of functions. */
const metered = (cloud: LocalCloud, invocations: { count: number }): LocalCloud => ({
  ...cloud,
  registerFunction: (name, handler, options) => {
    const counted: LambdaHandler = (event, context) => {
      invocations.count += 1;
      return handler(event, context);
    };
    cloud.registerFunction(name, counted, options);
  },
});

const timeOf = (event: Path['before'][number] | undefined): Instant => instant(String(event?.timestamp));
