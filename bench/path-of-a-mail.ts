import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProject } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { instant } from '../engine/kernel/instant.ts';
import { type LocalCloud, startLocalCloud } from '../engine/local/local-cloud.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import { deliver } from '../engine/playback/deliver.ts';
import { populate } from '../engine/playback/populate.ts';
import { account, track } from '../test/support/recorded-events.ts';
import { inFolder } from './in-folder.ts';
import type { Part } from './part.ts';

const startAt = instant('2026-01-05T10:00:00Z');
const root = join(import.meta.dirname, '..');

/**
 * How much of the source runs for one mail: from the API that accepts a contact's `identify` and the account's first
 * event, through routing and the state machine, to the welcome mail. Connecting functions and the local cloud do not
 * count.
 */
export const pathOfAMail: Part = () =>
  inFolder(async folder => {
    const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
    await writeBuild(project, folder);
    const cloud = await startLocalCloud({ startAt, environment: { ...localSecrets, DAYMARK_BUILD: folder } });
    const session = new Session();
    try {
      await populate(cloud, project);
      const [group, identify] = account('acme', startAt);
      await post(cloud, group);
      session.connect();
      await session.post('Profiler.enable');
      await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
      await post(cloud, identify);
      await post(cloud, track('acme', 'Account Created', startAt));
      await cloud.settle();
      const { result } = await session.post('Profiler.takePreciseCoverage');
      if (cloud.mailbox.mails().length !== 1) throw new Error('There is no welcome mail, or there are several.');
      const files = result
        .filter(({ functions }) => functions.some(hasRun))
        .flatMap(({ url }) => sourceFile(url) ?? []);
      const lines = files.map(file => readFileSync(join(root, file), 'utf8').split('\n').length - 1);
      return [
        { name: 'source files that run, from door to mail', value: files.length, unit: 'files' },
        { name: 'lines of these files', value: lines.reduce((sum, each) => sum + each, 0), unit: 'lines' },
        { name: 'lines of the longest', value: Math.max(...lines), unit: 'lines' },
        ...[...Map.groupBy(files, folderOf)]
          .sort(([, a], [, b]) => b.length - a.length)
          .map(([folder, { length }]) => ({ name: folder, value: length, unit: 'files' })),
      ];
    } finally {
      session.disconnect();
      await cloud.stop();
    }
  });

const post = async (cloud: LocalCloud, body: Readonly<Record<string, unknown>> | undefined): Promise<void> => {
  if (body === undefined) throw new Error('There is no account to begin with.');
  const { problem } = await deliver(cloud, { kind: 'segment', body, text: JSON.stringify(body) });
  if (problem) throw new Error(`A call was refused: ${problem.what}`);
  await cloud.settle();
};

/** The folder of a source file: a part of the engine, or `functions`. */
const folderOf = (file: string): string => file.split('/').slice(0, -1).slice(0, 2).join('/');

/** Whether a function ran. A module's top level, which begins at offset 0, ran at import and does not count. */
const hasRun = ({ ranges: [whole] }: { ranges: { startOffset: number; count: number }[] }): boolean =>
  whole !== undefined && whole.startOffset > 0 && whole.count > 0;

/** Path of a source file of the engine or of a function, except those that simulate AWS or drive the measurement. */
const sourceFile = (url: string): string | undefined => {
  if (!url.startsWith('file:')) return undefined;
  const file = fileURLToPath(url).replace(`${root}/`, '');
  return /^(functions|engine)\/(?!(local|playback|asl|build|assembly|cli|journey|wiring)\/)/.test(file)
    ? file
    : undefined;
};
