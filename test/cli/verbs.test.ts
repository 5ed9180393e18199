import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { costJson, explainJson, graphJson, journeysJson, previewJson, sampleJson } from '../../engine/cli/verb-json.ts';
import {
  type CliResult,
  daymark,
  daymarkAlone,
  daymarkEach,
  listenTo,
  startDaymark,
  type Workplace,
  workplace,
} from '../support/cli.ts';

let here: Workplace;
beforeAll(async () => {
  here = await workplace();
});
afterAll(() => here.remove());

const verbs = [
  'run',
  'simulate',
  'sample',
  'check',
  'diff',
  'compile',
  'explain',
  'export',
  'graph',
  'answers',
  'health',
  'mcp',
  'new',
  'preview',
  'dev',
  'import',
  'recount',
  'send-test',
  'unmatched',
  'why',
];

test('every verb has its help', async () => {
  const [general, ...each] = await daymarkEach([['--help'], ...verbs.map(verb => [verb, '--help'])]);
  expect(general).toMatchObject({ code: 0, stderr: '' });
  for (const [index, verb] of verbs.entries()) {
    expect(general?.stdout).toMatch(new RegExp(`^  ${verb} `, 'm'));
    expect(each[index]).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining(`Usage: daymark ${verb}`),
    });
    expect(each[index]?.stdout).toContain('--help');
  }
});

test('docs/commands.md has every verb that the help has', async () => {
  const [{ stdout } = { stdout: '' }] = await daymarkEach([['--help']]);
  const told = [...stdout.matchAll(/^ {2}([a-z][\w-]*) /gm)].map(([, verb]) => verb);
  const page = await readFile('docs/commands.md', 'utf8');
  const listed = [...page.matchAll(/^\| `npx daymark ([\w\\|-]+)/gm)].flatMap(([, names = '']) => names.split('\\|'));
  expect(told).toEqual(expect.arrayContaining(verbs));
  expect(new Set([...listed, 'help'])).toEqual(new Set(told));
});

// A server of the Model Context Protocol speaks JSON by itself, and nothing else.
test('every verb takes --json, and tells of each option without its value how it is written', async () => {
  const [general] = await daymarkEach([['--help']]);
  const all = [...(general?.stdout ?? '').matchAll(/^ {2}([a-z][a-z-]*)(?= |$)/gm)].map(([, verb = '']) => verb);
  const each = all.filter(verb => !['contact', 'help', 'mcp'].includes(verb)).map(verb => [verb, '--help']);
  const ofContact = ['erase', 'erasures', 'export', 'readmit', 'replay'].map(verb => ['contact', verb, '--help']);
  expect(each.length).toBeGreaterThan(30);
  const asked = [...each, ...ofContact];
  const helps = await daymarkEach(asked);
  expect(asked.filter((_, index) => !helps[index]?.stdout.includes('--json'))).toEqual([]);

  // An option without its value is told with its shape, an example that it takes, and where to read more.
  const options = asked.flatMap(([...args], index) => {
    const path = args.slice(0, -1);
    const flags = [...(helps[index]?.stdout ?? '').matchAll(/^ {2}(--[\w-]+) </gm)].map(([, flag = '']) => flag);
    return flags.map(flag => [...path, flag]);
  });
  expect(options.length).toBeGreaterThan(100);
  const told = await daymarkEach(options);
  const examples = told.map(({ code, errors }, index) => {
    const path = options[index]?.slice(0, -1).join(' ') ?? '';
    const flag = options[index]?.at(-1) ?? '';
    expect(errors).toEqual([
      expect.stringMatching(new RegExp(`^error: ${flag} needs its <.+>.*: .{5,}`)),
      expect.stringMatching(new RegExp(`^Write it as in \`${flag} \\S.*\`\\.$`)),
      `See \`npx daymark ${path} --help\` for its arguments and options, with an example.`,
    ]);
    expect(code).toBe(2);
    return /`\S+ "?(.+?)"?`/.exec(errors[1] ?? '')?.[1] ?? '';
  });
  const taken = await daymarkEach(options.map((option, index) => [...option, examples[index] ?? '', '--help']));
  expect(options.filter((_, index) => taken[index]?.code !== 0)).toEqual([]);
});

test.each([
  [['check', '--jurneys'], '(Did you mean --journeys?)', 'npx daymark check --help'],
  [['why'], "error: missing required argument 'account'", 'npx daymark why --help'],
  [['chek'], '(Did you mean check?)', 'npx daymark --help'],
])('%j is told with where that verb is explained', async (args, what, help) => {
  const { code, errors } = await daymark(args);
  expect([code, errors.join()]).toEqual([2, expect.stringContaining(what)]);
  expect(errors.at(-1)).toContain(help);
});

test('explain tells a journey or lists all, graph draws it, to standard output or a file', async () => {
  const svg = here.path('onboarding.svg');
  const [english, mermaid, drawn, file, asJson, list, all, drawnJson, cost] = await daymarkEach([
    ['explain', 'onboarding'],
    ['graph', 'onboarding', '--format', 'mermaid'],
    ['graph', 'onboarding'],
    ['graph', 'onboarding', '--out', svg],
    ['explain', 'onboarding', '--json'],
    ['explain'],
    ['explain', '--json'],
    ['graph', 'onboarding', '--format', 'mermaid', '--json'],
    ['cost', '--json'],
  ]);
  const data = (said?: CliResult): unknown => JSON.parse(said?.stdout ?? '');
  const picture = mermaid?.stdout;
  expect(graphJson.parse(data(drawnJson))).toEqual({ journey: 'onboarding', format: 'mermaid', picture });
  expect(costJson.parse(data(cost)).length).toBeGreaterThan(5);
  const { text, version } = explainJson.parse(data(asJson));
  expect(text).toBe(english?.stdout);
  expect(list?.stdout).toMatch(/^ *onboarding +An account enters when "Account Created"/m);
  expect(journeysJson.parse(data(all)).journeys).toContainEqual(
    expect.objectContaining({ journey: 'onboarding', version, steps: expect.arrayContaining(['welcome']) }),
  );
  expect(english).toMatchObject({ code: 0, stdout: expect.stringContaining('welcome') });
  expect(mermaid?.stdout).toMatch(/^flowchart/m);
  expect(drawn?.stdout).toMatch(/<svg/);
  expect(file).toMatchObject({ code: 0, stdout: `${svg}\n` });
  expect(await readFile(svg, 'utf8')).toBe(drawn?.stdout);
});

test('preview writes the HTML and the text of a template, with its sample or with other data', async () => {
  await writeFile(here.path('data.json'), JSON.stringify({ account: { name: 'Umbrella' } }));
  const out = ['--out', here.path('preview')];
  const [english, german, other, json] = await daymarkEach([
    ['preview', 'welcome', ...out],
    ['preview', 'welcome', '--locale', 'de', ...out],
    ['preview', 'welcome', '--data', here.path('data.json'), '--out', here.path('other')],
    ['preview', 'welcome', ...out, '--json'],
  ]);
  expect(previewJson.parse(JSON.parse(json?.stdout ?? ''))).toMatchObject({
    subject: expect.stringContaining('Welcome to Tidewater'),
    files: [here.path('preview', 'welcome.en.html'), here.path('preview', 'welcome.en.txt')],
  });
  expect(english).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(
      /^subject {4}Welcome to Tidewater.*\npreheader {2}\S.*\n.*welcome\.en\.html\n.*welcome\.en\.txt\n$/,
    ),
  });
  expect(german?.code).toBe(0);
  expect(await readFile(here.path('preview', 'welcome.de.html'), 'utf8')).toContain('lang="de"');
  expect(other?.code).toBe(0);
  expect(await readFile(here.path('other', 'welcome.en.txt'), 'utf8')).toContain('Umbrella');
});

test('what cannot be shown says why, and how to fix it', async () => {
  await writeFile(here.path('list.json'), '[1]');
  await writeFile(here.path('torn.json'), '{');
  const cases: [args: string[], what: RegExp, fix: RegExp][] = [
    [['explain', 'onbording'], /^no journey is called "onbording"$/, /did you mean "onboarding"/],
    [
      ['send-test', 'welcome', '--to', 'eve@example.org', '--dev', 'http://127.0.0.1:1'],
      /^eve@example.org is neither in the team nor the test inbox/,
      /maya@/,
    ],
    [['graph', 'onbording'], /^no journey is called "onbording"$/, /did you mean "onboarding"/],
    [['graph', 'onboarding', '--out', here.path('no', 'x.svg')], /no\/x\.svg/, /check that .*no\/x\.svg exists/],
    [['compile', '--out', here.path('list.json', 'x')], /list\.json/, /list\.json\/x exists/],
    [['preview', 'welcom'], /^there is no template "welcom" in templates$/, /welcome/],
    [['preview', 'first-project', '--locale', 'fr'], /has no locale "fr"/, /de, en/],
    [['preview', 'welcome', '--data', here.path('missing.json')], /missing\.json cannot be used/, /one JSON object/],
    [['preview', 'welcome', '--data', here.path('torn.json')], /torn\.json cannot be used/, /one JSON object/],
    [['preview', 'welcome', '--data', here.path('list.json')], /list\.json cannot be used/, /one JSON object/],
  ];
  const results = await daymarkEach(cases.map(([args]) => args));
  for (const [index, [args, what, fix]] of cases.entries()) {
    const { code, stdout = '', errors = [] } = results[index] ?? {};
    const isUnknown = /no journey|no template|no locale/.test(what.source);
    expect([code, stdout, errors.length], args.join(' ')).toEqual([isUnknown ? 2 : 1, '', 2]);
    expect(errors[0]).toMatch(what);
    expect(errors[1]).toMatch(fix);
  }
  const [unknown] = await daymarkEach([['graph', 'onboarding', '--format', 'png']]);
  expect(unknown).toMatchObject({
    code: 2,
    errors: [expect.stringContaining('svg, mermaid'), expect.stringContaining('--help')],
  });
});

test('the sample year is the same bytes for the same seed', async () => {
  const make = (name: string, seed: string) => [
    'sample',
    '--only-events',
    '--accounts',
    '5',
    '--seed',
    seed,
    '--out',
    here.path(name),
  ];
  await mkdir(here.path('years'));
  const results = await daymarkEach([make('years/a', '1'), make('years/b', '1'), make('years/c', '2')]);
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map(name => readFile(here.path('years', name), 'utf8')));
  const [told] = await daymarkEach([[...make('years/a', '1'), '--json']]);
  expect(sampleJson.parse(JSON.parse(told?.stdout ?? ''))).toEqual({
    accounts: 5,
    seed: 1,
    events: here.path('years/a'),
  });
  expect(a).toBe(b);
  expect(a).not.toBe(c);
  expect(a?.split('\n').length).toBeGreaterThan(20);
});

test('whoever reads the output may stop reading', async () => {
  const child = startDaymark(['graph', 'onboarding']);
  const said = listenTo({ stdout: null, stderr: child.stderr });
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  expect([code, said().stderr]).toEqual([0, '']);
});

test('a Node that is too old is told which one to get', async () => {
  const older = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.0' } })";
  const result = await daymarkAlone(['check'], {
    node: ['--import', `data:text/javascript,${encodeURIComponent(older)}`],
  });
  expect(result).toMatchObject({
    code: 1,
    stdout: '',
    errors: [
      'daymark needs Node 24 or newer, and this is Node 20.11.0.',
      expect.stringMatching(/npx daymark.*nodejs\.org/),
    ],
  });
});

// npm would warn at each `npx daymark`, though npx runs the Node that comes along.
test('package.json asks npm for no Node of its own', async () => {
  expect(JSON.parse(await readFile('package.json', 'utf8'))).not.toHaveProperty('engines');
});

test('the file that says so can be read by any Node', async () => {
  const source = await readFile('engine/cli/daymark.mjs', 'utf8');
  expect(source).not.toMatch(/^import |\?\.|\?\?=/m);
  expect(source.indexOf('process.exit(1)')).toBeLessThan(source.indexOf('await import('));
});

const reaching = [
  ...['pause', 'resume', 'drain', 'stop', 'migrate'].map(verb => [verb, 'onboarding']),
  ...['export', 'erase', 'readmit'].map(verb => ['contact', verb, 'acme', 'ada']),
  ['contact', 'erasures'],
  ['unmatched'],
];

test('every verb that reaches a deployment is told which one in the same way', async () => {
  const ways = [
    { way: [], code: 2, what: 'no deployment is named', fix: /^add --environment with one of dev, staging, prod/ },
    {
      way: ['--environment', 'prod', '--dev', 'http://127.0.0.1:1'],
      code: 2,
      what: /'--environment <name>' cannot be used with option '--dev <url>'/,
      fix: /--help/,
    },
    {
      way: ['--environment', 'production'],
      code: 2,
      what: /'production' is invalid. Allowed choices are dev, staging, prod/,
      fix: /--help/,
    },
    {
      way: ['--dev', 'http://127.0.0.1:1'],
      code: 1,
      what: 'http://127.0.0.1:1 is not a local cloud',
      fix: /^start `npx daymark dev`/,
    },
  ];
  const cases = reaching.flatMap(verb => ways.map(({ way, ...said }) => ({ args: [...verb, ...way], ...said })));
  const results = await daymarkEach(cases.map(({ args }) => args));
  for (const [index, { args, code, what, fix }] of cases.entries())
    expect([args, results[index]?.code, results[index]?.errors]).toEqual([
      args,
      code,
      [expect.stringMatching(what), expect.stringMatching(fix)],
    ]);
});

test('what AWS is missing is said before anything is asked of it', async () => {
  const nothing = { AWS_PROFILE: undefined, AWS_ACCESS_KEY_ID: undefined, AWS_EC2_METADATA_DISABLED: 'true' };
  const files = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
  for (const region of [undefined, 'eu-central-1']) {
    const env = { ...nothing, ...files, AWS_REGION: region, AWS_DEFAULT_REGION: undefined };
    for (const verb of [['contact', 'export', 'acme', 'ada'], ['unmatched']]) {
      expect(await daymark([...verb, '--environment', 'prod'], { env })).toMatchObject({
        code: 1,
        errors: [expect.stringContaining('no AWS credentials or region'), expect.stringContaining('AWS_REGION')],
      });
    }
  }
});

test('unmatched says what it needs', async () => {
  const [account] = await daymarkEach([['unmatched', '--assign', 'stripe:evt_1', '--dev', 'http://127.0.0.1:1']]);
  expect(account).toMatchObject({ code: 1, errors: ['--assign needs an account', 'add --account <account>'] });
});
