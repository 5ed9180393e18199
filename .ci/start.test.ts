import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { command, type Ended, readLines } from './daymark.ts';

let started: Ended;
beforeAll(async () => {
  started = await command('npm', ['start', '--silent']);
});

test('npm start ends well, without a complaint', () => {
  expect(started.code, started.stderr).toBe(0);
  expect(started.stderr.replace(/^npm warn .*\n/gm, '')).toBe('');
});

test('it says how long the year took; the promise is 60 seconds on two cores that do nothing else', () => {
  const [said = ''] = /played in [\d.]+ s/.exec(started.stdout) ?? [];
  console.log(said);
  expect(said).not.toBe('');
});

test('its report tells of journeys, touches, tasks, three customers, the files and what to try next', () => {
  for (const heading of ['Journeys', 'Touches', 'Tasks for CSMs', 'Three customers', 'Files', 'Try next'])
    expect(started.stdout).toMatch(new RegExp(`^${heading}.*\\n─+$`, 'm'));
  for (const journey of ['onboarding', 'renewal', 'payment-recovery']) expect(started.stdout).toContain(journey);
});

test('every journey enrolled, touched and ended somebody, and nothing failed', () => {
  const lines = readLines('.daymark/timeline.jsonl');
  const types = Map.groupBy(lines, ({ journey, type }) => `${journey} ${type}`);
  for (const journey of ['onboarding', 'renewal', 'payment-recovery'])
    for (const type of ['enrolled', 'touch', 'completed', 'exited'])
      expect([...types.keys()]).toContain(`${journey} ${type}`);
  expect(lines.filter(({ type }) => type === 'failed')).toEqual([]);
});

test('the files that it names are there', () => {
  const files = [...started.stdout.matchAll(/^ {2}(?:timeline|mails|state machines) +(\S+)$/gm)].map(
    ([, file]) => file,
  );
  expect(files.length).toBeGreaterThanOrEqual(2);
  for (const file of files) expect(existsSync(String(file))).toBe(true);
  expect(readdirSync('.daymark/mail').filter(name => name.endsWith('.html')).length).toBeGreaterThan(100);
});

test('the README shows what it prints', () => {
  const [, shown = ''] = /^```text\n([\s\S]*?)^```$/m.exec(readFileSync('README.md', 'utf8')) ?? [];
  const untimed = (text: string) => text.replace(/played in [\d.]+ s/, 'played').split('\n');
  const printed = new Set(untimed(started.stdout));
  expect(untimed(shown).filter(line => !printed.has(line))).toEqual([]);
});
