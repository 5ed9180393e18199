import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { measure } from '../engine/asl/measure.ts';
import { buildProject } from '../engine/build/build-project.ts';
import * as language from '../engine/index.ts';
import { catalog } from '../journeys/catalog.ts';
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
  for (const file of ['catalog.ts', 'policy.ts']) cpSync(join('journeys', file), join(folder, 'journeys', file));
  cpSync('templates', join(folder, 'templates'), { recursive: true });
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
  expect(checked.stdout).toMatch(/: 0 errors, 0 warnings\.$/m);
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

test('its costs are those of the journeys as they compile', async () => {
  const { journeys } = await buildProject({ journeys: 'journeys', templates: 'templates' });
  expect(journeys.length).toBeGreaterThan(0);
  for (const { definition, machine } of journeys) {
    if (!machine) throw new Error(`"${definition.id}" does not compile.`);
    const { transitions } = measure(machine);
    // $25 per million.
    expect(readme).toContain(`| \`${definition.id}\` | ${transitions} | $${(transitions * 0.025).toFixed(3)} |`);
  }
});

test('docs/write-a-journey.md has every word of the language', () => {
  const guide = read('docs/write-a-journey.md');
  const words = [...Object.keys(language), ...Object.keys(catalog)].filter(
    word => !['data', 'AuthoringError'].includes(word),
  );
  expect(words.filter(word => !new RegExp(`\\b${word}\\b`).test(guide))).toEqual([]);
});

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs').flatMap(name => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
for (const page of pages) {
  test(`every link of ${page} leads somewhere`, () => {
    const targets = [...read(page).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(([, link, image]) =>
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
