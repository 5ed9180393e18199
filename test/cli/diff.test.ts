import { execFileSync } from 'node:child_process';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedFiles } from '../../engine/build/load-journeys.ts';
import { diffSchema } from '../../engine/diff/diff-report.ts';
import { copyProject, daymark, type Workplace, workplace } from '../support/cli.ts';

const eager = `import { admins, day, email, journey, on, used } from './catalog.ts';

export default journey('eager', {
  enroll: on('Account Created'),
  steps: [
    day(1, email('welcome', { to: admins })),
    day(7, email('first-project', { to: admins }), { unless: used('projects') }),
  ],
});
`;

let here: Workplace;
const inRepository = (...args: string[]) =>
  execFileSync('git', ['-C', here.folder, '-c', 'user.name=a', '-c', 'user.email=a@a.example', ...args], {
    stdio: 'pipe',
  });
beforeAll(async () => {
  here = await workplace();
  await copyProject(here.folder);
  for (const name of await readdir(here.path('journeys')))
    if (!sharedFiles.has(name)) await rm(here.path('journeys', name));
  await writeFile(here.path('journeys', 'eager.ts'), eager);
  for (const name of ['journeys', 'templates', 'playbooks'])
    await cp(here.path(name), here.path('former', name), { recursive: true });
  inRepository('init', '--quiet', '--initial-branch', 'main');
  inRepository('add', 'journeys', 'templates', 'playbooks');
  inRepository('commit', '--quiet', '--message', 'first');
  await writeFile(here.path('journeys', 'eager.ts'), eager.replace('day(7', 'day( 5'));
  const mail = here.path('templates', 'welcome', 'de.mjml');
  await writeFile(mail, (await readFile(mail, 'utf8')).replace(/^subject: .*/m, "subject: 'Hallo'"));
});
afterAll(() => here.remove());

const diff = (...args: string[]) => daymark(['diff', ...args], { cwd: here.folder });

test('what changed since the last commit on main is told in words, and what was only written otherwise is not', async () => {
  const { code, stdout, stderr } = await diff();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').slice(2)).toEqual([
    '  `eager`: `first-project` day 7 → day 5',
    '  `welcome`: subject of `de` "Willkommen bei {{ sender.name }}: vier Schritte für den Anfang" → "Hallo"',
    '',
  ]);
  expect(stdout).toMatch(/^What changed, against HEAD \([0-9a-f]{8}\)\n/);
});

test('a folder is a base as well, in Markdown and as JSON, and nothing is left of reading it', async () => {
  const [markdown, json] = [
    await diff('--base', 'former', '--format', 'markdown'),
    await diff('--base', 'main', '--json'),
  ];
  expect(markdown.stdout).toMatch(/^### What changed, against former\n\n- `eager`: `first-project` day 7 → day 5\n/);
  expect(diffSchema.parse(JSON.parse(json.stdout)).changes[0]).toEqual({
    of: 'journey',
    name: 'eager',
    step: 'first-project',
    mark: 'changed',
    text: 'day 7 → day 5',
  });
  expect((await readdir(here.path('.daymark', 'diff'))).filter(name => name.startsWith('base-'))).toEqual([]);
});

test('a base that is not there is said, with what to do', async () => {
  expect(await diff('--base', 'nowhere')).toMatchObject({
    code: 2,
    errors: [
      'there is no commit, branch, tag or folder of journeys "nowhere"',
      'name one with --base, such as --base main; in a shallow clone fetch it first',
    ],
  });
});
