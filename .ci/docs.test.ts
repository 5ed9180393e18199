import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { measure } from '../engine/asl/measure.ts';
import { buildProject } from '../engine/build/build-project.ts';
import { sharedFiles } from '../engine/build/load-journeys.ts';
import { connectorNames, connectorOf } from '../engine/connectors/connector-of.ts';
import * as language from '../engine/index.ts';
import { catalog } from '../journeys/catalog.ts';
import { daymark as sharedDaymark } from '../test/support/cli.ts';
import { command, daymark } from './daymark.ts';

const read = (file: string): string => readFileSync(file, 'utf8');
const readme = read('README.md');
const blocks = (kind: string): string[] =>
  [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, language, text]) =>
    language === kind ? [`${text}`] : [],
  );

/** A project of its own for what the README tells its reader to write; git ignores it. */
const folder = '.daymark/readme';
beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'journeys'), { recursive: true });
  for (const file of readdirSync('journeys').filter(name => sharedFiles.has(name)))
    cpSync(join('journeys', file), join(folder, 'journeys', file));
  for (const each of ['playbooks', 'templates']) cpSync(each, join(folder, each), { recursive: true });
});

test('the README shows onboarding as it is', () => {
  expect(blocks('ts')[0]).toBe(read('journeys/onboarding.ts'));
});

test('its second journey has the right types and no problems', async () => {
  writeFileSync(join(folder, 'journeys/trial-start.ts'), String(blocks('ts')[1]));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', include: ['journeys', '../../engine/**/*.d.ts'] }),
  );

  const types = await command('npx', ['tsc', '-p', folder]);
  const checked = await daymark('check', '--journeys', join(folder, 'journeys'));
  const told = await daymark('explain', 'trial-start', '--journeys', join(folder, 'journeys'));

  expect(types.code, types.stdout).toBe(0);
  // Playbooks and pools of the other journeys are not used by it.
  expect(checked.stdout).toMatch(/: 0 errors, \d+ warnings\.$/m);
  expect(checked.stdout).not.toContain('trial-start');
  expect(told.stdout).toContain('10 of 100 accounts are held out');
});

test('its example of events gives the line that it shows', async () => {
  const [script = ''] = blocks('sh').filter(text => text.includes('acme.jsonl'));
  const [, events = ''] = /<<'END'\n([\s\S]*?)^END$/m.exec(script) ?? [];
  writeFileSync(join(folder, 'acme.jsonl'), events);

  const run = await daymark(
    'run',
    join(folder, 'acme.jsonl'),
    '--json',
    '--timeline',
    join(folder, 'timeline.jsonl'),
    '--mail',
    join(folder, 'mail'),
  );

  expect(run.code, run.stderr).toBe(0);
  expect(run.stdout).toContain(String(blocks('json')[0]));
  expect(read('docs/timeline.md')).toContain(String(blocks('json')[0]));
});

test('docs/journeys.md has the transitions of every journey as it compiles, and the README the same', async () => {
  const listed = read('docs/journeys.md');
  const { journeys } = await buildProject({ journeys: 'journeys', templates: 'templates' });
  expect(journeys.length).toBeGreaterThan(0);
  for (const { definition, machine } of journeys) {
    if (!machine) throw new Error(`"${definition.id}" does not compile.`);
    const { transitions } = measure(machine);
    // $25 per million.
    const row = `| \`${definition.id}\` | ${transitions} | $${(transitions * 0.025).toFixed(3)} |`;
    expect(listed).toContain(row);
    if (readme.includes(`| \`${definition.id}\` |`)) expect(readme).toContain(row);
  }
});

test('docs/write-a-journey.md has every word of the language', () => {
  const guide = read('docs/write-a-journey.md');
  const words = [...Object.keys(language), ...Object.keys(catalog)].filter(
    word => !['data', 'AuthoringError'].includes(word),
  );
  expect(words.filter(word => !new RegExp(`\\b${word}\\b`).test(guide))).toEqual([]);
});

const operate = read('docs/operate.md');
const commandsIn = (kind: string): string[] =>
  [...operate.matchAll(/^( *)```(.+)\n([\s\S]*?)^ *```$/gm)]
    .filter(([, , language]) => language === kind)
    .flatMap(([, indent = '', , text = '']) => text.split('\n').map(line => line.slice(indent.length)))
    .filter(line => line !== '');

for (const line of commandsIn('sh')) {
  test(`docs/operate.md: ${line} runs without an account`, { timeout: 600_000 }, async () => {
    if (line.startsWith('npx cdk synth ') && process.env.DAYMARK_TEST_CDK_OUT) {
      // It ran, and others play what it made.
      expect(read('.ci/run')).toContain(`${line} -o`);
      return;
    }
    const [name = '', ...args] = line.split(' ');
    const ran = await command(name, args);
    expect(ran.code, ran.stderr).toBe(0);
  });
}

test('docs/operate.md calls verbs that there are, with options that they have', async () => {
  const called = [...operate.matchAll(/npx daymark ([^`\n>|]+)/g)].map(([, text = '']) => text.trim().split(/ +/));
  expect(called.length).toBeGreaterThan(6);
  const verbs = Map.groupBy(called, words => words.slice(0, words[0] === 'contact' ? 2 : 1).join(' '));
  for (const [verb, calls] of verbs) {
    const help = await sharedDaymark([...verb.split(' '), '--help']);
    expect(help.code, verb).toBe(0);
    expect(help.stdout).toContain(`daymark ${verb}`);
    for (const option of calls.flat().filter(word => word.startsWith('--'))) expect(help.stdout).toContain(option);
  }
});

test('docs/operate.md knows the names of what is deployed', () => {
  const stacksOf = readdirSync('test/golden/infra').map(name => read(`test/golden/infra/${name}`));
  const templates = [read('test/golden/infra.yaml'), ...stacksOf].join('');
  const names = [...operate.matchAll(/daymark[-/]prod[-/]([a-z]+(?:-[a-z]+)*)/g)].map(([, name]) => name);
  const stacks = ['data', 'engine', 'journeys', 'edge', 'operations', 'restored'];
  const unknown = names.filter(
    name => !stacks.includes(`${name}`) && !new RegExp(`daymark[-/]dev[-/]${name}`).test(templates),
  );
  expect(unknown).toEqual([]);
});

test('docs/operate.md tells the costs that `daymark cost` computes', async () => {
  const { stdout } = await daymark('cost', '--markdown');
  expect(operate).toContain(stdout.trim());
});

const told = (document: string): string => read(`docs/${document}.md`);
const aboutDoor = { billing: 'billing', support: 'connect-your-help-desk', crm: 'connect-your-crm' } as const;

test.each(connectorNames)(
  'the documents tell of %s: where it is set up, its secret, its route, its attribute',
  name => {
    const { door, secrets, auth, customerAttribute } = connectorOf(name);
    expect(told(aboutDoor[door])).toContain(customerAttribute);
    expect(told('write-a-journey')).toContain(customerAttribute);
    if (auth === 'bus') return;
    expect(told('local-cloud')).toContain(`/${name}\``);
    const secret = secrets?.replace('DAYMARK_', '').toLowerCase().replaceAll('_', '-');
    for (const document of ['deploy', 'operate']) expect(told(document)).toContain(`\`${secret}\``);
  },
);

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs').flatMap(name => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
for (const page of pages) {
  test(`every link of ${page} leads somewhere`, () => {
    const targets = [...read(page).matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)].map(([, link, image]) =>
      String(link ?? image),
    );
    const local = targets.filter(target => !/^https?:/.test(target));
    const broken = local.filter(target => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      return !existsSync(file) || (anchor !== undefined && !anchorsOf(read(file)).includes(anchor));
    });
    expect(broken).toEqual([]);
  });
}

/** As GitHub names headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    String(heading)
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
