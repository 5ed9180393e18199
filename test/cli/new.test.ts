import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newJson } from '../../engine/cli/verb-json.ts';
import { daymark, type Workplace, workplace } from '../support/cli.ts';

let here: Workplace;
beforeAll(async () => {
  here = await workplace();
});
afterAll(() => here.remove());

const parts = [
  'journeys',
  'templates',
  'playbooks',
  'infra',
  'test',
  '.github',
  '.gitignore',
  'README.md',
  'cdk.json',
  'package.json',
  'tsconfig.json',
];

it('makes a folder with all that belongs to journeys, in which nothing is wrong', async () => {
  const folder = here.path('Acme Journeys');
  const made = await daymark(['new', folder, '--empty', '--daymark', here.path('x.tgz')]);
  expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('npm install') });
  expect((await readdir(folder)).sort()).toEqual(parts.sort());
  expect(await daymark(['check'], { cwd: folder })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('0 errors, 0 warnings'),
  });
  const { name, dependencies, devDependencies } = JSON.parse(
    await readFile(here.path('Acme Journeys', 'package.json'), 'utf8'),
  );
  expect([name, dependencies.daymark]).toEqual(['acme-journeys', `file:${here.path('x.tgz')}`]);
  expect(Object.values({ ...dependencies, ...devDependencies })).not.toContain('');
});

it('brings the sample business, whose journeys import the package', async () => {
  const folder = here.path('sample');
  const made = await daymark(['new', folder, '--json']);
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  expect(newJson.parse(JSON.parse(made.stdout))).toEqual({ folder, daymark: version });
  const journeys = await readdir(here.path('sample', 'journeys'));
  expect(journeys).toEqual(await readdir('journeys'));
  expect(await readFile(here.path('sample', 'test', 'onboarding.test.ts'), 'utf8')).toContain(
    "from '../journeys/onboarding.ts'",
  );
  const onboarding = await readFile(here.path('sample', 'journeys', 'onboarding.ts'), 'utf8');
  expect(onboarding).toBe((await readFile('journeys/onboarding.ts', 'utf8')).replace("'#engine'", "'daymark'"));
});

it('leaves a folder alone that has something in it', async () => {
  await mkdir(here.path('used'));
  await writeFile(here.path('used', 'notes.txt'), 'mine');
  const { code, errors } = await daymark(['new', here.path('used')]);
  expect([code, errors]).toEqual([
    2,
    [expect.stringContaining('is not empty: it contains notes.txt'), expect.stringContaining('name a folder')],
  ]);
});
