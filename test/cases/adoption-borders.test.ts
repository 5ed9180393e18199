import { readFile, writeFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { buildProject } from '../../engine/build/build-project.ts';
import { copyProject, workplace } from '../support/cli.ts';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, signup, track } from '../support/recorded-events.ts';

const begun = '2026-03-02T10:00:00Z';
const events = Array.from({ length: 92 }, (_, index) => `Feature ${index} Used`);

/** The journeys that ship, of a business with a hundred key features: eight are too few for 19 % of them. */
const hundredFeatures = async () => {
  const { folder, path, remove } = await workplace();
  try {
    await copyProject(folder);
    const file = path('journeys', 'catalog.ts');
    const catalog = await readFile(file, 'utf8');
    await writeFile(
      file,
      catalog
        .replace(/ {4}events: \{\n/, found => found + events.map(event => `'${event}': nothing,\n`).join(''))
        .replace(
          / {4}features: \{\n/,
          found => found + events.map((event, index) => `f${index}: '${event}',\n`).join(''),
        ),
    );
    return await buildProject({ journeys: path('journeys'), templates: path('templates') });
  } finally {
    await remove();
  }
};

const uses = (id: string, features: number) =>
  events.slice(0, features).map(event => track(id, event, '2026-03-05T10:00:00Z'));
const trial = (id: string, features: number) => [
  ...account(id, begun),
  track(id, 'Trial Started', begun, { properties: { days: 14 } }),
  ...uses(id, features),
];

let played: PlayedCase;
beforeAll(async () => {
  const project = await hundredFeatures();
  expect(project.diagnostics).toEqual([]);
  played = await playCase(
    [
      ...[19, 20, 49, 50].flatMap(share => [...signup(`uses-${share}`, begun), ...uses(`uses-${share}`, share)]),
      ...[29, 30].flatMap(share => trial(`tries-${share}`, share)),
    ],
    { project, journeys: ['onboarding', 'trial-rescue'], until: '2026-04-02T00:00:00Z' },
  );
});

test('on day 30, with 19 % of the key features used somebody is asked to call, with 20 % nobody is', () => {
  expect(played.of('uses-19').slice(-3)).toEqual([
    '2026-04-01T09:00:00Z adoption-check: took then',
    '2026-04-01T09:00:00Z low-adoption: task opened, severity 2, maya',
    '2026-04-01T09:00:00Z completed onboarding, goal missed',
  ]);
  expect(played.of('uses-20').slice(-2)).toEqual([
    '2026-04-01T09:00:00Z adoption-check: took otherwise',
    '2026-04-01T09:00:00Z completed onboarding, goal missed',
  ]);
});

test('the goal of onboarding is missed with 49 %, and reached with 50 %', () => {
  expect(played.of('uses-49').at(-1)).toBe('2026-04-01T09:00:00Z completed onboarding, goal missed');
  expect(played.of('uses-50').at(-1)).toBe('2026-04-01T09:00:00Z completed onboarding, goal reached');
});

test('on day 10 of a trial, 29 % is rescued, 30 % is told how to subscribe', () => {
  expect(played.of('tries-29')[1]).toBe('2026-03-12T09:00:00Z trial-check: took then');
  expect(played.of('tries-30')[1]).toBe('2026-03-12T09:00:00Z trial-check: took otherwise');
});
