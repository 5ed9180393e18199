import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportJson } from '../../engine/cli/verb-json.ts';
import { daymark, daymarkEach, type Workplace, workplace } from '../support/cli.ts';
import { textOf } from '../support/play-case.ts';
import { signup, track } from '../support/recorded-events.ts';

let here: Workplace;
let play: string;
beforeAll(async () => {
  here = await workplace();
  const events = here.path('events.jsonl');
  play = here.path('play');
  await writeFile(
    events,
    textOf([...signup('acme', '2026-03-02T09:00:00Z'), track('acme', 'Project Created', '2026-03-03T10:00:00Z')]),
  );
  const files = ['--timeline', `${play}/timeline.jsonl`, '--mail', `${play}/mail`];
  await daymark(['simulate', events, '--journey', 'onboarding', '--until', '2026-03-20T00:00:00Z', ...files]);
}, 120_000);
afterAll(() => here.remove());

test('export writes tables, and events without people; it says what is missing', async () => {
  const [tables, events, later, neither, nowhere] = await daymarkEach([
    ['export', '--to', here.path('tables'), '--play', play, '--json'],
    ['export', '--events', '--play', play],
    ['export', '--events', '--play', play, '--since', '2026-03-03', '--out', here.path('later.jsonl')],
    ['export'],
    ['export', '--events', '--play', here.path('nowhere')],
  ]);
  expect(exportJson.parse(JSON.parse(tables?.stdout ?? '')).rows).toMatchObject({
    accounts: 1,
    events: 4,
    contacts: 0,
  });
  const lines = (events?.stdout ?? '').trim().split('\n');
  expect(lines.map(line => (JSON.parse(line) as { type: string }).type)).toEqual([
    'group',
    'identify',
    'track',
    'track',
  ]);
  expect(events?.stdout).not.toContain('@customer.example');
  expect(later).toMatchObject({ code: 0, stdout: '' });
  expect((await readFile(here.path('later.jsonl'), 'utf8')).trim()).toBe(lines.at(-1));
  expect(neither).toMatchObject({ code: 2, stderr: expect.stringContaining('--to <dir>') });
  expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('no play here') });
});
