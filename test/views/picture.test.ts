import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { buildDirectory } from '../../engine/adapters/aws/build.ts';
import { buildProject } from '../../engine/build/build-project.ts';
import { narrowProject } from '../../engine/build/narrow-project.ts';
import { writeBuild } from '../../engine/build/write-build.ts';
import { memoryBuild } from '../../engine/memory/build.ts';
import { picture } from '../../engine/views/picture.ts';
import type { ViewPorts } from '../../engine/views/view.ts';

const viewer = { email: 'ada@example.com', roles: ['marketer'], team: [] } as const;

it('gives the picture that the build drew, the same in memory, with subjects as readers get them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-picture-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const project = narrowProject(
    await buildProject({ journeys: 'journeys', templates: 'templates' }),
    new Set(['onboarding']),
  );
  await writeBuild(project, folder, { pictures: true });
  const [written, remembered] = await Promise.all(
    [buildDirectory(folder), memoryBuild(project)].map(build =>
      picture.read({ id: 'onboarding' }, viewer, { build } as ViewPorts),
    ),
  );
  expect(written).toEqual(remembered);
  expect(written?.svg).toContain('data-step="first-project"');
  expect(written?.svg).toContain('“Welcome to Tidewater, Mara: your first');
  await expect(
    picture.read({ id: '../journeys' }, viewer, { build: buildDirectory(folder) } as ViewPorts),
  ).rejects.toMatchObject({
    status: 404,
  });
});
