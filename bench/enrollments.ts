import { buildProject, type Project } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { type Instant, instant } from '../engine/domain/instant.ts';
import type { Handler } from '../engine/local/functions.ts';
import { type LocalCloud, startLocalCloud } from '../engine/local/local-cloud.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import { deliver } from '../engine/playback/deliver.ts';
import { populate } from '../engine/playback/play.ts';
import { recognizeLine } from '../engine/playback/recognize-line.ts';
import { inFolder } from './in-folder.ts';
import { type MeteredDynamoDb, startMeteredDynamoDb } from './metered-dynamodb.ts';
import type { Figure, Part } from './part.ts';
import { type Path, paths } from './paths.ts';
import { dollars, type Usage } from './prices.ts';

/** What one enrollment takes, on each path: the counters of the interpreter, and what AWS would bill. */
export const enrollments: Part = tell =>
  inFolder(async folder => {
    const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
    await writeBuild(project, folder);
    const figures: Figure[] = [];
    for (const path of paths()) {
      tell(`${path.journey}, ${path.name}`);
      figures.push(...figuresOf(path, await walk(path, project, folder)));
    }
    return figures;
  });

const figuresOf = ({ journey, name }: Path, { history, ...usage }: Usage & { history: number }): Figure[] => {
  const figure = (value: number, unit: string): Figure => ({ name: `${journey}, ${name}`, value, unit });
  return [
    figure(usage.transitions, 'transitions'),
    figure(history, 'history events'),
    figure(usage.mails, 'mails'),
    figure(usage.invocations, 'invocations'),
    figure(usage.writeUnits, 'write units'),
    figure(usage.readUnits, 'read units'),
    figure(dollars(usage) * 1e6, '$ per million'),
  ];
};

const walk = async (path: Path, project: Project, build: string): Promise<Usage & { history: number }> => {
  const dynamodb = await startMeteredDynamoDb();
  const cloud = await startLocalCloud({
    startAt: instant(timeOf(path.before[0])),
    dynamodb: dynamodb.url,
    environment: { ...localSecrets, DAYMARK_BUILD: build },
  });
  try {
    const invocations = { count: 0 };
    await populate(metered(cloud, dynamodb, invocations), project);
    dynamodb.isOn = false;
    for (const event of path.before) await play(cloud, event);
    dynamodb.isOn = true;
    invocations.count = 0;
    for (const event of path.during) await play(cloud, event);
    await cloud.advanceTo(instant(path.until));
    const executions = cloud.executions().filter(({ machineArn }) => machineArn.endsWith(`:daymark-${path.journey}`));
    const [execution] = executions;
    if (!execution || executions.length > 1 || execution.status === 'FAILED' || cloud.errors.length > 0)
      throw new Error(`${path.journey}, ${path.name}: not one enrollment that went well`);
    return {
      transitions: execution.transitions,
      history: execution.history,
      mails: cloud.mailbox.mails().length,
      invocations: invocations.count,
      writeUnits: dynamodb.units.write,
      readUnits: dynamodb.units.read,
    };
  } finally {
    await cloud.stop();
    await dynamodb.stop();
  }
};

const play = async (cloud: LocalCloud, body: Path['before'][number]): Promise<void> => {
  const text = JSON.stringify(body);
  const line = recognizeLine(text);
  if ('what' in line) throw new Error(`${text}: ${line.what}`);
  await cloud.advanceTo(line.at);
  await deliver(cloud, { ...line, text });
  await cloud.settle();
};

/** The same cloud, counting the invocations of functions but for the sweep, whose cost no single enrollment bears. */
const metered = (cloud: LocalCloud, dynamodb: MeteredDynamoDb, invocations: { count: number }): LocalCloud => ({
  ...cloud,
  registerFunction: (name, handler, options) => {
    const counted: Handler = (event, context) => {
      invocations.count += 1;
      return handler(event, context);
    };
    const sweep: Handler = async (event, context) => {
      const { isOn } = dynamodb;
      dynamodb.isOn = false;
      try {
        return await handler(event, context);
      } finally {
        dynamodb.isOn = isOn;
      }
    };
    cloud.registerFunction(name, name === 'sweep' ? sweep : counted, options);
  },
});

const timeOf = (event: Path['before'][number] | undefined): Instant => instant(String(event?.timestamp));
