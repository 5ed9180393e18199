import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedFiles } from '../../engine/build/load-journeys.ts';
import { type CliResult, copyProject, daymark, type Workplace, workplace } from '../support/cli.ts';
import { textOf } from '../support/play-case.ts';
import { signup } from '../support/recorded-events.ts';

/** A mail a day, of a class that the shipped policy caps at four in seven days; and a promise that it does not keep. */
const eager = `import { admins, after, day, email, journey, on } from './catalog.ts';
import { atMost, days, hours, touches } from '#engine';

export default journey('eager', {
  enroll: on('Account Created'),
  promises: [atMost(1, touches('email')).within(days(30))],
  steps: [
    ...[1, 2, 3, 4, 5].map(n => day(n, email('first-project', { id: \`nudge-\${n}\`, to: admins }))),
    after(hours(2), email('power-user-webinar', { id: 'late-nudge', to: admins })),
  ],
});
`;

let here: Workplace;
let result: CliResult;
beforeAll(async () => {
  here = await workplace();
  await copyProject(here.folder);
  for (const name of await readdir(here.path('journeys'))) {
    if (!sharedFiles.has(name)) await rm(here.path('journeys', name));
  }
  await writeFile(here.path('journeys', 'eager.ts'), eager);
  await mkdir(here.path('work'));
  await writeFile(here.path('work', 'events.jsonl'), textOf(signup('acme', '2026-03-02T10:00:00Z')));
  result = await daymark(['run', 'events.jsonl', '--journeys', '../journeys', '--json'], { cwd: here.path('work') });
});
afterAll(() => here.remove());

test('journeys that lie elsewhere are played, with their own policy and templates, kept promises or not', async () => {
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect((await readdir(here.path('work', '.daymark'))).sort()).toEqual([
    'accounts.jsonl',
    'answers.jsonl',
    'cache',
    'events.jsonl.gz',
    'health.jsonl',
    'mail',
    'play.json',
    'rejected.jsonl',
    'segments.jsonl',
    'timeline.jsonl',
  ]);
  expect(await readFile(here.path('work', '.daymark', 'timeline.jsonl'), 'utf8')).toBe(result.stdout);
});

test('the fifth mail in a week is held until there is room, and told of once', () => {
  const lines = result.stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, string>);
  expect(
    lines.map(({ at, type, step = '', outcome = '', reason = '', until = '' }) =>
      [at, type, step, outcome, reason, until].join(' ').trimEnd(),
    ),
  ).toEqual([
    '2026-03-02T10:00:00Z enrolled',
    '2026-03-03T09:00:00Z touch nudge-1 sent',
    '2026-03-04T09:00:00Z touch nudge-2 sent',
    '2026-03-05T09:00:00Z touch nudge-3 sent',
    '2026-03-06T09:00:00Z touch nudge-4 sent',
    '2026-03-07T09:00:00Z touch nudge-5 held capped 2026-03-10T09:00:00Z',
    '2026-03-10T09:00:00Z touch nudge-5 sent',
    '2026-03-10T11:00:00Z touch late-nudge held capped 2026-03-11T09:00:00Z',
    '2026-03-11T09:00:00Z touch late-nudge sent',
    '2026-03-11T09:00:00Z completed',
  ]);
});
