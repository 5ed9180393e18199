import { buildProject } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { instant, plusSeconds } from '../engine/kernel/instant.ts';
import { type LocalCloud, startLocalCloud } from '../engine/local/local-cloud.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import { deliver } from '../engine/playback/deliver.ts';
import { populate } from '../engine/playback/populate.ts';
import { account, track } from '../test/support/recorded-events.ts';
import { inFolder } from './in-folder.ts';
import { type MeasuredFigure, type Part, timed } from './part.ts';

const startAt = instant('2026-01-05T10:00:00Z');
/** High-touch accounts, so that only the first signup enrolls each, and only in the survey. */
const accounts = Array.from({ length: 50 }, (_, index) => `account-${index}`);
const eventsEach = 40;

/** Events through ingest, queue and routing against the embedded DynamoDB, eight requests at a time. */
export const routing: Part = tell =>
  inFolder(async folder => {
    const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
    await writeBuild(project, folder);
    const cloud = await startLocalCloud({ startAt, environment: { ...localSecrets, DAYMARK_BUILD: folder } });
    try {
      await populate(cloud, project);
      await ingestAll(
        cloud,
        accounts.flatMap(id => account(id, startAt, { touchModel: 'high' })),
      );
      await cloud.settle();
      tell('usage that only counts');
      const counted = await through(cloud, 'Task Completed');
      tell('events that a journey listens to');
      const routed = await through(cloud, 'Account Created');
      return [...figures('usage that only counts', counted), ...figures('event that a journey listens to', routed)];
    } finally {
      await cloud.stop();
    }
  });

const through = async (cloud: LocalCloud, event: string) => {
  const events = Array.from({ length: eventsEach }, (_, index) =>
    accounts.map(id => track(id, event, plusSeconds(startAt, index))),
  ).flat();
  return timed(async () => {
    await ingestAll(cloud, events);
    await cloud.settle();
    return events.length;
  });
};

const figures = (
  name: string,
  { result, wall, cpu }: { result: number; wall: number; cpu: number },
): MeasuredFigure[] => [
  { name, value: result / wall, unit: 'events/s' },
  { name, value: (cpu * 1000) / result, unit: 'ms CPU each' },
];

const ingestAll = async (cloud: LocalCloud, bodies: readonly Readonly<Record<string, unknown>>[]): Promise<void> => {
  const left = [...bodies];
  const worker = async () => {
    for (let body = left.shift(); body; body = left.shift()) {
      const { problem } = await deliver(cloud, { kind: 'segment', body, text: JSON.stringify(body) });
      if (problem) throw new Error(`An event was refused: ${problem.what}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
};
