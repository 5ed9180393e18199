import { execFileSync } from 'node:child_process';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedFiles } from '../../engine/build/load-journeys.ts';
import { diffSchema } from '../../engine/diff/diff-report.ts';
import { copyProject, daymark, daymarkAlone, type Workplace, workplace } from '../support/cli.ts';
import { textOf } from '../support/play-case.ts';
import { signup } from '../support/recorded-events.ts';

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
  const { code, stdout, stderr } = await diff('--words');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').slice(2)).toEqual([
    '  `eager`: `first-project` day 7 → day 5',
    '  `welcome`: subject of `de` "Willkommen bei {{ sender.name }}: vier Schritte für den Anfang" → "Hallo"',
    '  `welcome`: `en` is as it was, and may need the same change',
    '',
  ]);
  expect(stdout).toMatch(/^What changed, against the last commit \([0-9a-f]{8}\)\n/);
});

test('a folder is a base as well, in Markdown and as JSON, and nothing is left of reading it', async () => {
  const [markdown, json] = [
    await diff('--words', '--base', 'former', '--format', 'markdown'),
    await diff('--words', '--base', 'main', '--json'),
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
  expect(await diff('--words', '--base', 'nowhere')).toMatchObject({
    code: 2,
    errors: [
      'no commit, branch, tag or folder of journeys is called "nowhere"',
      'name one with --base, such as --base main; in a shallow clone fetch it first',
    ],
  });
});

test('both versions are played over events, the base once; a limit that breaks is exit code 1', async () => {
  await writeFile(here.path('events.jsonl'), textOf(signup('acme', '2026-03-02T10:00:00Z')));
  const play = ['--events', 'events.jsonl', '--until', '2026-03-08T12:00:00Z'];
  const first = await diff(...play, '--fail-on', 'mails:+10%,tasks:+0', '--pictures', 'drawn');
  expect(first).toMatchObject({ code: 1, stderr: '' });
  expect(first.stdout).toContain(
    '`eager`: 1 account gets `first-project` that did not before: in the old version it was not due by the end',
  );
  expect(first.stdout).toMatch(/Limits that it breaks\n─+\n {2}mails: mails per contact and month may grow by 10%\n$/);
  expect((await readdir(here.path('drawn'))).sort()).toEqual(['eager.mmd', 'eager.svg']);
  const plays = async () =>
    (await readdir(here.path('.daymark', 'diff'))).filter(name => name.endsWith('.play')).sort();
  const kept = await plays();
  expect(kept).toHaveLength(2);
  expect(await diff(...play, '--fail-on', 'mails:+200%')).toMatchObject({ code: 0 });
  expect(await plays()).toEqual(kept);
});

test('where every account has to be played, it says why', async () => {
  const journey = here.path('journeys', 'eager.ts');
  const edited = await readFile(journey, 'utf8');
  const play = ['--events', 'events.jsonl', '--until', '2026-03-08T12:00:00Z'];
  // A process loads a journey once.
  const alone = (...args: string[]) => daymarkAlone(['diff', ...args], { cwd: here.folder });
  try {
    await writeFile(journey, edited.replace('  steps: [', "  policy: { sendAt: '11:00' },\n  steps: ["));
    expect(await alone(...play)).toMatchObject({
      code: 0,
      stderr: 'Every account is played, which takes longer: `eager` has another policy.\n',
    });
    expect(await alone(...play)).toMatchObject({ code: 0, stderr: '' });
  } finally {
    await writeFile(journey, edited);
  }
});

test('what cannot be compared over, and a figure that there is not, are said with what to do', async () => {
  expect(await diff()).toMatchObject({
    code: 2,
    errors: [
      '.daymark: no play here whose events both versions could be played on',
      'name recorded events with --events <file>, play some (`npx daymark simulate <events.jsonl>`), or add --words',
    ],
  });
  expect(await diff('--events', 'nowhere.jsonl')).toMatchObject({
    code: 2,
    errors: ['nowhere.jsonl: no such file', 'name files of recorded events, one JSON object per line'],
  });
  const { code, stderr } = await diff('--events', 'events.jsonl', '--fail-on', 'mail:+10%');
  expect(code).toBe(2);
  expect(stderr).toContain('No figure is called "mail": did you mean "mails"?');
});

test('what the last play came to is a version of it, byte for byte, and where a forecast begins', async () => {
  const contents = async (folder: string, extension: string) => {
    const names = (await readdir(here.path('.daymark', folder))).filter(name => name.endsWith(extension)).sort();
    return Promise.all(names.map(async name => [name, await readFile(here.path('.daymark', folder, name), 'hex')]));
  };
  const before = await contents('diff', '.play');
  const play = await daymark(['simulate', 'events.jsonl', '--until', '2026-03-08T12:00:00Z'], { cwd: here.folder });
  expect(play).toMatchObject({ code: 0, stderr: '' });
  const after = await contents('diff', '.play');
  expect(after).toEqual(expect.arrayContaining(before));
  // The play's own events are a copy, by which it is found although the file has changed.
  expect(after).toHaveLength(before.length + 1);
  expect(new Set(after.map(([, bytes]) => bytes))).toEqual(new Set(before.map(([, bytes]) => bytes)));
  const named = await diff('--events', 'events.jsonl', '--until', '2026-03-08T12:00:00Z', '--json');
  await writeFile(here.path('events.jsonl'), '');
  expect(await diff('--json')).toEqual(named);

  const forecast = () => daymark(['forecast', '--json'], { cwd: here.folder });
  const standing = await contents('forecast', '.world');
  expect(standing).toHaveLength(1);
  const begun = await forecast();
  expect(JSON.parse(begun.stdout).journeys).toMatchObject([{ journey: 'eager', mails: [2, 0, 0, 0] }]);
  expect(await contents('forecast', '.world')).toEqual(standing);
  await rm(here.path('.daymark', 'forecast'), { recursive: true });
  expect(await forecast()).toEqual(begun);

  // Of a rule: what the play had is today's value, and a play of that value comes to the same.
  const rules = await contents('backtest', '.rules');
  expect(new Set(rules.map(([, bytes]) => bytes)).size).toBe(1);
  const backtest = () =>
    daymark(['backtest', 'health', '--set', 'bands.yellow=50..51:1', '--json'], { cwd: here.folder });
  const tested = await backtest();
  expect(JSON.parse(tested.stdout).rows).toMatchObject([
    { value: 50, today: true },
    { value: 51, today: false },
  ]);
  expect(await contents('backtest', '.rules')).toHaveLength(rules.length + 1);
  await rm(here.path('.daymark', 'backtest'), { recursive: true });
  expect(await backtest()).toEqual(tested);
  const again = await contents('backtest', '.rules');
  expect(again).toHaveLength(2);
  expect(again).toEqual(expect.arrayContaining([rules.find(([name]) => again.some(([other]) => other === name))]));
});

test('a play that ended before its last event is begun from as one of the events up to there', async () => {
  const until = '2026-03-08T12:00:00Z';
  const told = async (events: string) => {
    await rm(here.path('.daymark'), { recursive: true });
    await writeFile(here.path('events.jsonl'), events);
    const play = await daymark(['simulate', 'events.jsonl', '--until', until], { cwd: here.folder });
    expect(play).toMatchObject({ code: 0, stderr: '' });
    const verbs = [['forecast'], ['backtest', 'health', '--set', 'bands.yellow=50..51:1']];
    const caches = ['forecast', 'backtest'];
    const kept = async () => Promise.all(caches.map(folder => readdir(here.path('.daymark', folder))));
    const [[standing], rules] = (await kept()) as [string[], string[]];
    const answers = async () =>
      Promise.all(verbs.map(async verb => (await daymark([...verb, '--json'], { cwd: here.folder })).stdout));
    const warm = await answers();
    // The state that the play kept, and its firings, were taken: of another value alone something was played.
    expect((await kept()).map(({ length }) => length)).toEqual([1, rules.length + 1]);
    for (const folder of caches) await rm(here.path('.daymark', folder), { recursive: true });
    expect(await answers()).toEqual(warm);
    expect((await readdir(here.path('.daymark', 'forecast')))[0]).toBe(standing);
    return warm;
  };
  const early = textOf(signup('acme', '2026-03-02T10:00:00Z'));
  const both = `${early.trimEnd()}\n${textOf(signup('late', '2026-03-20T10:00:00Z'))}`;
  expect(await told(both)).toEqual(await told(early));
});
