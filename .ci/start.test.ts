import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { command, type Ended, readLines } from './daymark.ts';

/** The files beside them say what journeys share. */
const shippedJourneys = readdirSync('journeys')
  .filter(file => readFileSync(`journeys/${file}`, 'utf8').includes('export default journey('))
  .map(file => file.replace(/\.ts$/, ''));

const taskActions = ['opened', 'updated', 'acknowledged', 'snoozed', 'resolved', 'auto-resolved', 'breached'];

const tasksIn = ({ stdout }: Ended): string => stdout.slice(stdout.indexOf('Tasks for CSMs'));

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

test('its report tells of journeys, touches, tasks, health, three customers, the files and what to try next', () => {
  for (const heading of ['Journeys', 'Touches', 'Tasks for CSMs', 'Health', 'Three customers', 'Files', 'Try next'])
    expect(started.stdout).toMatch(new RegExp(`^${heading}.*\\n─+$`, 'm'));
});

test('every journey that ships enrolled somebody, and let somebody go again', () => {
  const types = new Set(readLines('.daymark/timeline.jsonl').map(({ journey, type }) => `${journey} ${type}`));
  const entered = shippedJourneys.filter(journey => types.has(`${journey} enrolled`));
  expect(entered).toEqual(shippedJourneys);
  expect(entered.filter(journey => !types.has(`${journey} completed`) && !types.has(`${journey} exited`))).toEqual([]);
  expect(started.stdout).not.toContain('No account entered');
});

test('nothing failed', () => {
  expect(readLines('.daymark/timeline.jsonl').filter(({ type }) => type === 'failed')).toEqual([]);
});

test('it tells how many tasks each CSM got in a week, and how often their rules were right', () => {
  expect(started.stdout).toMatch(/^ {2}CSM +opened +a week +busiest week/m);
  expect(started.stdout).toMatch(/^ {2}maya +\d+ +\d+\.\d/m);
  const outcomes = new Set(readLines('.daymark/timeline.jsonl').map(({ outcome }) => outcome));
  for (const outcome of ['contacted_recovering', 'plan_agreed', 'expansion_created'])
    expect(outcomes).toContain(outcome);
});

test('its CSMs take up most of their tasks, are late for some, and find some settled or needless', () => {
  const [, opened = 0, takenUp = 0, late = 0] = (/^ {2}all +(\d+) +(\d+) +(\d+) /m.exec(tasksIn(started)) ?? []).map(
    Number,
  );
  expect(takenUp).toBeGreaterThan(0.8 * opened);
  expect(late).toBeGreaterThan(0);
  expect(late).toBeLessThan(0.25 * opened);
  const tasks = readLines('.daymark/timeline.jsonl').filter(({ type }) => type === 'task');
  expect(new Set(tasks.map(({ action }) => action))).toEqual(new Set(taskActions));
  expect(tasks.map(({ outcome }) => outcome)).toContain('false_positive');
});

test('it tells why some did not get what others got', () => {
  for (const reason of ['condition', 'suppressed', 'unsubscribed', 'other-journey', 'quiet-hours'])
    expect(started.stdout).toMatch(new RegExp(`^ {4}(skipped|held): ${reason} +\\d+ {2}\\w`, 'm'));
});

test('most of its accounts are well', () => {
  const [, green = 0, red = 0] = (/accounts at the end: (\d+) green,(?:.* (\d+) red)?/.exec(started.stdout) ?? []).map(
    Number,
  );
  expect(green).toBeGreaterThan(5 * (red || 0));
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
