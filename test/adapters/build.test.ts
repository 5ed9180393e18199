import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDirectory } from '../../engine/adapters/aws/build.ts';
import type { Build } from '../../engine/ports/ports.ts';

let directory: string;
let build: Build;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daymark-build-'));
  await mkdir(join(directory, 'templates', 'abc'), { recursive: true });
  await writeFile(join(directory, 'journeys.json'), '[{"id":"onboarding"}]');
  for (const locale of ['en', 'de']) {
    await writeFile(join(directory, 'templates', 'abc', `${locale}.json`), JSON.stringify({ id: 'welcome', locale }));
  }
  build = buildDirectory(directory);
});
afterAll(() => rm(directory, { recursive: true }));

test('a template comes in the first locale that it has, else in English', async () => {
  const localeOf = async (...wanted: string[]) => (await build.template('abc', wanted)).locale;

  expect([await localeOf('fr', 'de'), await localeOf('de', 'en'), await localeOf('fr'), await localeOf()]).toEqual([
    'de',
    'de',
    'en',
    'en',
  ]);
});

test('a locale is a name among those of the build, never a path', async () => {
  expect((await build.template('abc', ['../abc/de', '../../journeys'])).locale).toBe('en');
});

test('content that a deploy removed is told with its remedy', async () => {
  await expect(build.template('gone', ['en'])).rejects.toThrow('Template gone is not in the build.');
});

test('a file is read once, and one that was missing again', async () => {
  await expect(build.catalog()).rejects.toThrow('catalog.json');
  await writeFile(join(directory, 'catalog.json'), '{"roles":["admin"]}');
  expect((await build.catalog()).roles).toEqual(['admin']);

  const journeys = await build.journeys();
  await rm(join(directory, 'journeys.json'));
  expect(await build.journeys()).toBe(journeys);
});
