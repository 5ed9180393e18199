import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { templates } from '../../templates/index.ts';
import { shippedJourneys } from '../asl/shipped-journeys.ts';
import { type CliResult, copyProject, daymark, daymarkEach, type Workplace, workplace } from '../support/cli.ts';

let here: Workplace;
beforeAll(async () => {
  here = await workplace();
});
afterAll(() => here.remove());

const shipped = shippedJourneys.map(({ id }) => id).sort();

test('the shipped journeys have no error and no warning, and compile', async () => {
  const [check, json, compile] = await daymarkEach([
    ['check'],
    ['check', '--json'],
    ['compile', '--out', here.path('asl')],
  ]);
  expect(check).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringContaining(
      `${shipped.length} journeys, ${Object.keys(templates).length} templates: 0 errors, 0 warnings.`,
    ),
  });
  expect(json?.code).toBe(0);
  expect(JSON.parse(json?.stdout ?? '')).toMatchObject({ files: [], problems: [], diagnostics: expect.any(Array) });
  expect(compile?.stdout.trim().split('\n')).toEqual(shipped.map(id => here.path('asl', `${id}.asl.json`)));
  expect((await readdir(here.path('asl'))).sort()).toEqual(shipped.map(id => `${id}.asl.json`));
  expect(JSON.parse(await readFile(here.path('asl', 'renewal.asl.json'), 'utf8'))).toMatchObject({
    QueryLanguage: 'JSONata',
  });
});

describe('a project outside of this one, with everything wrong', () => {
  let check: CliResult;
  let others: CliResult[];
  const journeys = () => here.path('journeys');

  beforeAll(async () => {
    await copyProject(here.folder);
    const onboarding = await readFile(here.path('journeys', 'onboarding.ts'), 'utf8');
    await writeFile(here.path('journeys', 'throws.ts'), "throw new Error('no luck today');\n");
    await writeFile(here.path('journeys', 'nothing.ts'), 'export const journey = 1;\n');
    await writeFile(
      here.path('journeys', 'typo.ts'),
      "import { nobody } from './catalog.ts';\nexport default nobody;\n",
    );
    await writeFile(here.path('journeys', 'syntax.ts'), 'export default journey(;\n');
    await writeFile(here.path('journeys', 'twin.ts'), onboarding.replace('after, ', ''));
    const welcome = await readFile(here.path('templates', 'welcome', 'en.mjml'), 'utf8');
    await writeFile(
      here.path('templates', 'welcome', 'en.mjml'),
      welcome.replace('</mj-text>', '{% if account.name %}</mj-text>'),
    );
    check = await daymark(['check', '--journeys', journeys()]);
    others = await daymarkEach([
      ['compile', '--journeys', journeys(), '--out', here.path('never')],
      [
        'run',
        here.path('journeys', 'catalog.ts'),
        '--journeys',
        journeys(),
        '--timeline',
        here.path('never', 't'),
        '--mail',
        here.path('never'),
      ],
      ['explain', 'onboarding', '--journeys', journeys()],
      ['preview', 'welcome', '--journeys', journeys(), '--out', here.path('never')],
    ]);
  });

  test.each([
    ['a journey that throws', /throws\.ts: threw while loading: no luck today: mend throws\.ts/],
    ['a file that exports no journey', /nothing\.ts: exports no journey: end the file's journey with `export default/],
    ['a journey that imports what there is not', /typo\.ts: threw while loading: .*'nobody'.*: mend typo\.ts/],
    ['a journey that is no TypeScript', /syntax\.ts: threw while loading: .*: mend syntax\.ts/],
    ['two journeys of one name', /duplicate-journey-id.*"onboarding"/],
    ['a template with a broken tag', /templates\/welcome\/en\.mjml:\d+: .*if.*: /],
  ])('check reports %s', (_, problem) => {
    expect(check.stdout).toMatch(new RegExp(`^error: .*${problem.source}`, 'm'));
  });

  test('check ends with 1, and counts', () => {
    expect(check.code).toBe(1);
    expect(check.stdout).toMatch(/\d+ journeys, \d+ templates: \d+ errors, \d+ warnings\.\n$/);
    expect(check.stdout).not.toMatch(/^ +at /m);
  });

  test('nothing of it is compiled or played', async () => {
    for (const { code, stdout, errors } of others.slice(0, 2)) {
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(errors).toHaveLength(2);
      expect(errors[1]).toContain('npx daymark check');
    }
    await expect(readdir(here.path('never'))).rejects.toThrow();
  });

  test('what is sound can still be read', () => {
    expect(others[2]).toMatchObject({ code: 0, stdout: expect.stringContaining('Account Created') });
  });

  test('a broken template is not shown', () => {
    expect(others[3]).toMatchObject({ code: 1, stdout: '' });
    expect(others[3]?.errors[0]).toMatch(/welcome\/en\.mjml:\d+: /);
  });
});

test('a folder without a journey, without a catalog, or with one that fails, says so', async () => {
  const folders = ['failing', 'missing', 'empty'].map(name => here.path(name, 'journeys'));
  const [failing = '', missing = '', empty = ''] = folders;
  for (const folder of folders) await mkdir(folder, { recursive: true });
  await writeFile(join(failing, 'catalog.ts'), "throw new Error('not today');\n");
  await writeFile(join(failing, 'a.ts'), '');
  await writeFile(join(missing, 'a.ts'), '');
  const results = await daymarkEach(folders.map(folder => ['check', '--journeys', folder]));
  expect(results.map(({ code, errors }) => [code, errors[0], errors.length])).toEqual([
    [1, `${failing}/catalog.ts: threw while loading: not today`, 2],
    [1, `${missing}/catalog.ts: there is no such file`, 2],
    [1, `${empty}: holds no journey`, 2],
  ]);
});
