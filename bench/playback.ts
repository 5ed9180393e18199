import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildProject } from '../engine/build/build-project.ts';
import { inCloud } from '../engine/playback/in-cloud.ts';
import { play } from '../engine/playback/play.ts';
import { progressText } from '../engine/playback/progress.ts';
import { readEvents } from '../engine/playback/read-events.ts';
import { sampleDefaults, sampleYear } from '../engine/sample/sample-year.ts';
import { inFolder } from './in-folder.ts';
import { type Part, timed } from './part.ts';

const accounts = 60;

/** The sample year of 60 accounts, as `daymark run` plays it. */
export const playback: Part = tell =>
  inFolder(async folder => {
    const file = join(folder, 'events.jsonl');
    await writeFile(file, sampleYear({ ...sampleDefaults, accounts }));
    const recorded = await readEvents([file]);
    const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
    const { result, wall, cpu } = await timed(() =>
      play({
        recorded,
        journeys: project.journeys.map(({ definition }) => definition),
        catalog: project.catalog,
        start: inCloud({ project, buildFolder: join(folder, 'build'), seed: 1, dynamodb: 'embedded' }),
        until: '2026-01-01T00:00:00.000Z',
        progress: now => tell(progressText(now)),
      }),
    );
    const touches = result.lines.filter(({ entry }) => entry.type === 'touch').length;
    const { length: events } = recorded.events;
    const { length: executions } = result.executions;
    const name = `the sample year of ${accounts} accounts`;
    return [
      { name, value: wall, unit: 's' },
      { name, value: cpu, unit: 's CPU, without DynamoDB' },
      { name: 'events', value: events, unit: 'played' },
      { name: 'events', value: events / wall, unit: '/s' },
      { name: 'executions', value: executions, unit: 'played' },
      { name: 'executions', value: executions / wall, unit: '/s' },
      { name: 'touches', value: touches, unit: 'played' },
      { name: 'touches', value: touches / wall, unit: '/s' },
    ];
  });
