import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { JourneyFileError } from '../../engine/build/load-journeys.ts';
import { writeBuild } from '../../engine/build/write-build.ts';
import { shippedProject } from '../support/play-case.ts';

test('a project that is not sound is not built, so that nothing runs or is deployed without a part of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-build-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'journeys.json'), 'of before');
  const project = await shippedProject();
  const fault = new JourneyFileError('journeys/new.ts', 'threw while loading', 'fix new.ts');

  await expect(writeBuild({ ...project, faults: [fault] }, folder)).rejects.toBe(fault);
  const uncompiled = project.journeys.map(({ machine: _, ...journey }) => journey);
  await expect(writeBuild({ ...project, journeys: uncompiled }, folder)).rejects.toMatchObject({
    message: expect.stringContaining(`${project.journeys[0]?.definition.id}.ts`),
    fix: expect.stringContaining('npx daymark check'),
  });
  expect(await readdir(folder)).toEqual(['journeys.json']);
});
