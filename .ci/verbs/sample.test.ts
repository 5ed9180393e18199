import { readdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleJson } from '../../engine/cli/verb-json.ts';
import { copyProject, daymark, type Workplace, workplace } from '../../test/support/cli.ts';

let here: Workplace;
beforeAll(async () => {
  here = await workplace();
  await copyProject(here.folder);
});
afterAll(() => here.remove());

test('sample makes a year, plays it in memory, and finds the same in the cloud world', async () => {
  const { code, stdout, stderr } = await daymark(['sample', '--accounts', '1'], { cwd: here.folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [making, playing, writing, both, same, none, report] = stdout.split('\n');
  expect(making).toMatch(
    /^Making a year of 1 customer of a sample business: \d+ events, in \.daymark\/sample\.jsonl\.$/,
  );
  expect(playing).toMatch(/^Playing it through 44 journeys, in memory: May Jun Jul .* Dec\.$/);
  expect(writing).toBe('Writing .daymark/report.html, a page for each account and journey.');
  expect(both).toMatch(/^Playing 1 of them on a local cloud as well, .*: May Jun Jul .* Dec\.$/);
  expect(same).toMatch(/^ {2}Both worlds gave the same \d+ lines\.$/);
  expect([none, report]).toEqual(['', expect.stringMatching(/^\d+ events of 1 account, /)]);
  expect(await readFile(here.path('.daymark', 'report.html'), 'utf8')).toContain('id="daymark-play">H4sI');
  // `dev --play` begins from it.
  expect(await readdir(here.path('.daymark', 'dev', 'plays'))).toHaveLength(1);
  expect(await readdir(here.path('.daymark', 'mail'))).toEqual(expect.arrayContaining(['harbor-labs', 'index.html']));
});

test('where there is no DynamoDB the year is played all the same, and the play before is kept', async () => {
  const before = await readFile(here.path('.daymark', 'timeline.jsonl'), 'utf8');
  await writeFile(here.path('elsewhere.cjs'), "Object.defineProperty(process, 'arch', { value: 'riscv64' });\n");
  const { code, stdout, stderr } = await daymark(['sample', '--accounts', '1', '--json'], {
    cwd: here.folder,
    env: { NODE_OPTIONS: `--require ${here.path('elsewhere.cjs')}` },
  });
  expect({ code, told: sampleJson.parse(JSON.parse(stdout)) }).toEqual({
    code: 0,
    told: {
      accounts: 1,
      seed: 1,
      events: '.daymark/sample.jsonl',
      played: {
        timeline: '.daymark/timeline.jsonl',
        page: '.daymark/report.html',
        lines: before.trim().split('\n').length,
        worlds: 'unavailable',
      },
    },
  });
  expect(stderr).toMatch(/^ {2}Not on this machine: .*no build for \w+-riscv64 here .*--dynamodb official/m);
  expect(await readFile(here.path('.daymark', 'plays', '1', 'timeline.jsonl'), 'utf8')).toBe(before);
});
