import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { pathGroupJson } from '../../engine/cli/path-group-json.ts';
import { checkJson, compileJson } from '../../engine/cli/verb-json.ts';
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
  const [check, json, compile, compiled] = await daymarkEach([
    ['check'],
    ['check', '--json'],
    ['compile', '--out', here.path('asl')],
    ['compile', '--out', here.path('asl'), '--json'],
  ]);
  const files = compileJson.parse(JSON.parse(compiled?.stdout ?? ''));
  expect(files.map(({ journey }) => journey).sort()).toEqual(shipped);
  expect(check).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringContaining(
      `${shipped.length} journeys, ${Object.keys(templates).length} templates: 0 errors, 0 warnings.`,
    ),
  });
  expect(json?.code).toBe(0);
  expect(checkJson.parse(JSON.parse(json?.stdout ?? ''))).toMatchObject({
    files: [],
    problems: [],
    diagnostics: expect.any(Array),
  });
  expect(compile?.stdout.trim().split('\n')).toEqual(shipped.map(id => here.path('asl', `${id}.asl.json`)).sort());
  expect((await readdir(here.path('asl'))).sort()).toEqual(shipped.map(id => `${id}.asl.json`).sort());
  expect(JSON.parse(await readFile(here.path('asl', 'renewal.asl.json'), 'utf8'))).toMatchObject({
    QueryLanguage: 'JSONata',
  });
});

test('the paths of a journey are counted by how they end, and the dearest is shown', async () => {
  const [paths, json, unknown] = await daymarkEach([
    ['check', '--paths', 'onboarding'],
    ['check', '--paths', 'adoption', '--json'],
    ['check', '--paths', 'onbording'],
  ]);
  expect(paths?.stdout).toContain('126 paths of "onboarding", assuming that nothing is held, late or moved.');
  expect(paths?.stdout).toContain('  completed  low-adoption     32    0-4    30           14                 $0.86');
  expect(paths?.stdout).toContain('  day 30  low-adoption: task opened\n  day 30  completed');
  const groups = z.object({ paths: z.array(pathGroupJson) }).parse(JSON.parse(json?.stdout ?? '')).paths;
  expect(groups.map(({ end, mails }) => ({ end, ...mails }))).toContainEqual({ end: 'completed', least: 0, most: 13 });
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean "onboarding"?') });
});

describe('a project outside of this one, with everything wrong', () => {
  let check: CliResult;
  let others: CliResult[];
  const journeys = () => here.path('journeys');

  beforeAll(async () => {
    await copyProject(here.folder);
    const onboarding = await readFile(here.path('journeys', 'onboarding.ts'), 'utf8');
    await writeFile(
      here.path('journeys', 'throws.ts'),
      "// Two lines,\n// and then:\nthrow new Error('no luck today');\n",
    );
    await writeFile(here.path('journeys', 'helper.ts'), "export const help = 1;\nthrow new Error('no help');\n");
    await writeFile(here.path('journeys', 'nothing.ts'), 'export const journey = 1;\n');
    await writeFile(
      here.path('journeys', 'typo.ts'),
      "import { nobody } from './catalog.ts';\nexport default nobody;\n",
    );
    await writeFile(
      here.path('journeys', 'lacks.ts'),
      "import { email, next } from './catalog.ts';\nnext(email('welcome'));\n",
    );
    await writeFile(here.path('journeys', 'syntax.ts'), '\nexport default journey(;\n');
    const astray = {
      near: './catalog',
      old: './catalogg.ts',
      far: './lib/words.ts',
      foreign: 'zodd',
      uses: './helper.ts',
    };
    for (const [name, from] of Object.entries(astray))
      await writeFile(here.path('journeys', `${name}.ts`), `// It imports:\nimport '${from}';\n`);
    await writeFile(here.path('journeys', 'twin.ts'), onboarding.replace('after, ', ''));
    const welcome = await readFile(here.path('templates', 'welcome', 'en.mjml'), 'utf8');
    await writeFile(
      here.path('templates', 'welcome', 'en.mjml'),
      welcome.replace('</mj-text>', '{% if account.name %}</mj-text>'),
    );
    const winBack = await readFile(here.path('journeys', 'win-back.ts'), 'utf8');
    await writeFile(
      here.path('journeys', 'come-back.ts'),
      winBack.replace("'win-back',", "'come-back',").replace('atMost(2,', 'atMost(1,'),
    );
    check = await daymark(['check', '--journeys', journeys(), '--write-example', here.path('broken.jsonl')]);
    await writeFile(here.path('none.jsonl'), '');
    const toNowhere = ['--timeline', here.path('other', 't'), '--mail', here.path('other')];
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
      ['explain', 'onbording', '--journeys', journeys()],
      ['run', '--journeys', journeys(), '--journey', 'silence', ...toNowhere, here.path('none.jsonl')],
      ['run', '--journeys', journeys(), '--journey', 'syntax', ...toNowhere, here.path('none.jsonl')],
      ['check', '--debug', '--journeys', journeys()],
      ['explain', 'onboarding', '--journeys', journeys()],
      ['preview', 'welcome', '--journeys', journeys(), '--out', here.path('never')],
      [
        ...['run', here.path('broken.jsonl'), '--journeys', journeys(), '--journey', 'come-back', '--json'],
        ...['--timeline', here.path('played', 't'), '--mail', here.path('played')],
      ],
    ]);
  });

  test.each([
    ['a journey that throws', /throws\.ts:3: threw while loading: no luck today: fix line 3 of throws\.ts/],
    ['a file that exports no journey', /nothing\.ts: exports no journey: end the file's journey with `export default/],
    [
      'a journey that imports what there is not',
      /typo\.ts:1: threw while loading: .*'nobody'.*: fix line 1 of typo\.ts: Known are /,
    ],
    [
      'a word without its arguments',
      /lacks\.ts:2: threw while loading: .*: fix line 2 of lacks\.ts: a word of the journey language lacks an argument there/,
    ],
    ['a journey that is no TypeScript', /syntax\.ts:2: threw while loading: .*: fix line 2 of syntax\.ts/],
    [
      'an import without its ending',
      /near\.ts:2: .*Cannot find module.*: fix line 2 of near\.ts: did you mean "catalog\.ts"\?/,
    ],
    ['a misspelled import', /old\.ts:2: .*Cannot find module.*: fix line 2 of old\.ts: did you mean "catalog\.ts"\?/],
    ['an import of nothing', /far\.ts:2: .*Cannot find module.*: fix line 2 of far\.ts;/],
    [
      'a package that is not installed',
      /foreign\.ts:2: .*Cannot find package 'zodd' imported from .*foreign\.ts: fix line 2/,
    ],
    ['two journeys of one name', /duplicate-journey-id.*"onboarding"/],
    ['a template with a broken tag', /templates\/welcome\/en\.mjml:\d+: .*if.*: /],
  ])('check reports %s', (_, problem) => {
    expect(check.stdout).toMatch(new RegExp(`^error: .*${problem.source}`, 'm'));
  });

  test('a file that throws is told once, whoever imports it', () => {
    expect(check.stdout.match(/no help/g)).toEqual(['no help']);
    expect(check.stdout).toContain('helper.ts:2: threw while loading: no help');
  });

  test('check ends with 1, and counts', () => {
    expect(check.code).toBe(1);
    expect(check.stdout).toMatch(/\d+ journeys, \d+ templates: \d+ errors?, \d+ warnings?\.\n$/);
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
    expect(others[6]).toMatchObject({ code: 0, stdout: expect.stringContaining('Account Created') });
  });

  test('a journey that is sound is played beside broken ones, which are told of', () => {
    expect(others[3]).toMatchObject({ code: 0, stdout: '' });
    expect(others[3]?.errors[0]).toMatch(/^Other journeys have \d+ errors: see `npx daymark check`\.$/);
    expect(others[4]).toMatchObject({ code: 1 });
    expect(others[4]?.errors[0]).toMatch(/syntax\.ts:2: threw while loading/);
  });

  test('a name that is nearly one of a journey is told which was meant', () => {
    expect(others[2]?.code).toBe(2);
    expect(others[2]?.errors).toEqual(['no journey is called "onbording"', 'did you mean "onboarding"?']);
  });

  test('check shows where a file threw when it is asked to', () => {
    expect(others[5]?.stdout).toMatch(/^Error: no luck today\n +at .*throws\.ts:3/m);
  });

  test('the way to break a promise is written as events, and `run` shows it broken', () => {
    expect(check.stdout).toContain('"come-back" does not keep its promise: A contact gets at most 1 email');
    expect(check.stdout).toContain(
      `${here.path('broken.jsonl')} breaks a promise or limit of "come-back": A contact gets at most 1 email on any 365 days in a row. See it: npx daymark run ${here.path('broken.jsonl')} --journey come-back --journeys ${journeys()} --timeline .daymark/examples/broken/timeline.jsonl --mail .daymark/examples/broken/mail`,
    );
    const lines = (others[8]?.stdout ?? '').trim().split('\n');
    expect(lines.map(line => JSON.parse(line)).filter(({ outcome }) => outcome === 'sent')).toMatchObject([
      { step: 'win-back', to: 'example-ada' },
      { step: 'win-back-2', to: 'example-ada' },
    ]);
  });

  test('a broken template is not shown', () => {
    expect(others[7]).toMatchObject({ code: 1, stdout: '' });
    expect(others[7]?.errors[0]).toMatch(/welcome\/en\.mjml:\d+: /);
  });
});

test('a folder without a journey, without a catalog, or with one that fails, says so', async () => {
  const folders = ['failing', 'missing', 'empty', 'lacking'].map(name => here.path(name, 'journeys'));
  const [failing = '', missing = '', empty = '', lacking = ''] = folders;
  for (const folder of folders) await mkdir(folder, { recursive: true });
  await writeFile(join(failing, 'catalog.ts'), "throw new Error('not today');\n");
  await writeFile(join(failing, 'a.ts'), '');
  await writeFile(join(missing, 'a.ts'), '');
  await writeFile(join(lacking, 'a.ts'), '');
  await writeFile(
    join(lacking, 'catalog.ts'),
    "import { policy } from './policy.ts';\nexport const catalog = policy;\n",
  );
  await writeFile(join(lacking, 'policy.ts'), "throw new Error('not today');\n");
  const results = await daymarkEach(folders.map(folder => ['check', '--journeys', folder]));
  expect(results.map(({ code, errors }) => [code, errors[0], errors.length])).toEqual([
    [1, `${failing}/catalog.ts:1: threw while loading: not today`, 2],
    [1, `${missing}/catalog.ts: there is no such file`, 2],
    [1, `${empty}: holds no journey`, 2],
    [
      1,
      `${lacking}/catalog.ts:1: threw while loading: The requested module './policy.ts' does not provide an export named 'policy'`,
      2,
    ],
  ]);
});

test('a template and the journey that uses it are added together', async () => {
  const project = here.path('grown');
  await copyProject(project);
  await cp(join(project, 'templates', 'welcome'), join(project, 'templates', 'hello'), { recursive: true });
  await writeFile(
    join(project, 'journeys', 'hello.ts'),
    `import { admins, day, email, journey, on } from './catalog.ts';
export default journey('hello', { enroll: on('Account Created'), steps: [day(0, email('hello', { to: admins }))] });
`,
  );
  const check = await daymark(['check', '--write', '--journeys', join(project, 'journeys')]);
  expect(check).toMatchObject({ code: 0, stdout: expect.stringContaining('0 errors') });
  expect(await readFile(join(project, 'templates', 'index.ts'), 'utf8')).toContain('  hello: {');
});
