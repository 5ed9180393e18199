import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { memoize } from '../engine/kernel/memoize.ts';
import { months, raw } from '../test/numbers/raw-year.ts';
import { daymark, type Ended, readPrintedLines, timedCommand } from './daymark.ts';
import { rawPlay } from './raw-play.ts';

/** The files beside them say what journeys share. */
const shippedJourneys = readdirSync('journeys')
  .filter(file => /^export default (journey|campaign)\(/m.test(readFileSync(`journeys/${file}`, 'utf8')))
  .map(file => file.replace(/\.ts$/, ''));

const taskActions = ['opened', 'updated', 'acknowledged', 'snoozed', 'resolved', 'auto-resolved', 'breached'];

const tasksIn = ({ stdout }: Ended): string => stdout.slice(stdout.indexOf('Tasks for CSMs'));

const reportOf = memoize(async (month: string) =>
  JSON.parse((await daymark('report', '--month', month, '--json')).stdout),
);

let before: string;
let started: Ended;
let seconds: number;
let secondsToFirstWord: number;
beforeAll(async () => {
  const account = { name: 'Acme', touchModel: 'low' };
  const call = { type: 'group', messageId: '1', groupId: 'acme', timestamp: '2026-03-01T15:00:00Z', traits: account };
  mkdirSync('.daymark', { recursive: true });
  writeFileSync('.daymark/acme.jsonl', `${JSON.stringify(call)}\n`);
  expect((await daymark('simulate', '.daymark/acme.jsonl', '--until', '2026-06-01')).code).toBe(0);
  before = readFileSync('.daymark/health.jsonl', 'utf8');
  ({ seconds, secondsToFirstWord, ...started } = await timedCommand('npm', ['start', '--silent']));
}, 600_000);

test('npm start ends well, without a complaint', () => {
  expect(started.code, started.stderr).toBe(0);
  expect(started.stderr.replace(/^npm warn .*\n/gm, '')).toBe('');
});

test('it says how long the year took; the promise is 30 seconds on two cores that do nothing else', () => {
  const [said = ''] = /played in [\d.]+ s/.exec(started.stdout) ?? [];
  console.log(`${said}, ${seconds.toFixed(1)} s in all, ${secondsToFirstWord.toFixed(1)} s to the first word`);
  expect(said).not.toBe('');
});

test('it says what it is doing within two seconds, or a fifteenth of its time on a machine that does more', () => {
  expect(secondsToFirstWord).toBeLessThan(Math.max(2, seconds / 15));
});

test('it says what it does while it does it, in a pipe as well', () => {
  const [making, whole, writing, few, same] = started.stdout.split('\n');
  expect(making).toMatch(/^Making a year of 200 customers of a sample business: [\d,]+ events, in \S+\.$/);
  expect(whole).toMatch(
    new RegExp(`^Playing it through ${shippedJourneys.length} journeys, in memory: Jan Feb .* Dec\\.$`),
  );
  expect(writing).toBe('Writing .daymark/report.html, a page for each account and journey.');
  expect(few).toMatch(/^Playing 10 of them on a local cloud as well, .*: Jan Feb .* Dec\.$/);
  expect(same).toMatch(/^ {2}Both worlds gave the same [\d,]+ lines\.$/);
});

test('what was played before is kept', () => {
  const [, former = ''] = /^ {2}the previous play +(\S+)$/m.exec(started.stdout) ?? [];
  expect(former).toMatch(/^\.daymark\/plays\/\d+$/);
  expect(readFileSync(`${former}/health.jsonl`, 'utf8')).toBe(before);
  expect(JSON.parse(readFileSync(`${former}/play.json`, 'utf8')).events).toEqual(['.daymark/acme.jsonl']);
});

test('its report tells of journeys, touches, tasks, health, three customers, the files and what to try next', () => {
  for (const heading of ['Journeys', 'Touches', 'Tasks for CSMs', 'Health', 'Three customers', 'Files', 'Try next'])
    expect(started.stdout).toMatch(new RegExp(`^${heading}.*\\n─+$`, 'm'));
});

test('every journey that ships enrolled several, and let some go again', () => {
  const lines = readPrintedLines('.daymark/timeline.jsonl');
  const entered = Map.groupBy(
    lines.filter(({ type }) => type === 'enrolled'),
    ({ journey }) => journey,
  );
  const tooFew = shippedJourneys.filter(journey => (entered.get(journey) ?? []).length < 3);
  expect(tooFew).toEqual([]);
  const left = new Set(
    lines.flatMap(({ type, journey }) => (type === 'completed' || type === 'exited' ? journey : [])),
  );
  expect(shippedJourneys.filter(journey => !left.has(journey))).toEqual([]);
  expect(started.stdout).not.toMatch(/No account (entered|met)/);
});

test('nothing failed', () => {
  expect(readPrintedLines('.daymark/timeline.jsonl').filter(({ type }) => type === 'failed')).toEqual([]);
});

test('it tells how many tasks each CSM got in a week, and how often their rules were right', () => {
  expect(started.stdout).toMatch(/^ {2}CSM +opened +a week +busiest week/m);
  for (const csm of ['maya', 'jonas', 'priya', 'tom'])
    expect(started.stdout).toMatch(new RegExp(`^ {2}${csm} +\\d+ +\\d+\\.\\d`, 'm'));
  const outcomes = new Set(readPrintedLines('.daymark/timeline.jsonl').map(({ outcome }) => outcome));
  for (const outcome of ['contacted_recovering', 'plan_agreed', 'expansion_created', 'churn_confirmed', 'duplicate'])
    expect(outcomes).toContain(outcome);
});

test('its CSMs take up most of their tasks, are late for some, and find some settled or needless', () => {
  const [, opened = 0, takenUp = 0, late = 0] = (/^ {2}all +(\d+) +(\d+) +(\d+) /m.exec(tasksIn(started)) ?? []).map(
    Number,
  );
  expect(opened).toBeGreaterThan(100);
  expect(takenUp).toBeGreaterThan(0.8 * opened);
  expect(late).toBeGreaterThan(0);
  expect(late).toBeLessThan(0.35 * opened);
  const tasks = readPrintedLines('.daymark/timeline.jsonl').filter(({ type }) => type === 'task');
  expect(new Set(tasks.map(({ action }) => action))).toEqual(new Set(taskActions));
  expect(tasks.map(({ outcome }) => outcome)).toContain('false_positive');
});

test('it tells why some did not get what others got', () => {
  for (const reason of ['condition', 'suppressed', 'unsubscribed', 'other-journey', 'quiet-hours', 'risk-task-open'])
    expect(started.stdout).toMatch(new RegExp(`^ {4}(skipped|held): ${reason} +\\d+ {2}\\w`, 'm'));
});

test('most of its accounts are well', () => {
  const [, green = 0, red = 0] = (/accounts at the end: (\d+) green,(?:.* (\d+) red)?/.exec(started.stdout) ?? []).map(
    Number,
  );
  expect(green).toBeGreaterThan(5 * (red || 0));
});

test('the files that it names are there', () => {
  const files = [
    ...started.stdout.matchAll(/^ {2}(?:pages|timeline|mails|health scores|the previous play) +(\S+)$/gm),
  ].map(([, file]) => String(file));
  expect(files).toHaveLength(5);
  for (const file of files) expect(existsSync(file), file).toBe(true);
  expect(readPrintedLines('.daymark/mail/mails.jsonl').length).toBeGreaterThan(1_000);
});

test('its pages are one file of at most 3 MB with an answer for every account', () => {
  const page = readFileSync('.daymark/report.html', 'utf8');
  expect(page.length).toBeLessThan(3_000_000);
  const [, packed = ''] = /id="daymark-play">(.*?)<\/script>/.exec(page) ?? [];
  const answers = JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8'));
  expect(Object.keys(answers)).toEqual(expect.arrayContaining(['/v1/me', '/v1/today?scope=mine']));
});

test('mails go out in both languages, and name money in three currencies', () => {
  const mails = readPrintedLines('.daymark/mail/mails.jsonl').map(({ file }) =>
    readFileSync(`.daymark/mail/${file}`, 'utf8'),
  );
  for (const language of ['en', 'de']) expect(mails.some(html => html.includes(`lang="${language}"`))).toBe(true);
  for (const money of [/\$[\d,]+\.\d\d/, /€[\d,]+\.\d\d|[\d.]+,\d\d\s€/, /£[\d,]+\.\d\d/])
    expect(
      mails.some(html => money.test(html)),
      String(money),
    ).toBe(true);
});

test('tasks and adoption of the business report are what the events, the timeline and the scores of the year come to', async () => {
  const play = rawPlay('.daymark');
  for (const month of ['2025-06', '2025-12']) {
    const { team, figures } = await reportOf(month);
    for (const [by, rows] of [
      ['csm', team.csms] as const,
      ['rule', team.rules] as const,
      ['playbook', team.playbooks] as const,
    ])
      expect(
        Object.fromEntries(
          rows.map(({ name, capacity: _, ...row }: { name: string; capacity?: number }) => [name, row]),
        ),
        `${month} by ${by}`,
      ).toEqual(play.tasksBy(by, month));
    const used = play.adoptionIn(month);
    const sum = used.reduce((all, each) => all + each, 0);
    expect(used.length).toBeGreaterThan(100);
    expect(figures.find(({ id }: { id: string }) => id === 'adoption')).toMatchObject({
      value: expect.closeTo((100 * sum) / (8 * used.length), 9),
      inputs: { accounts: used.length, 'features in use': sum },
    });
  }
});

test('revenue at risk is that of the contracts of each health, by how many as healthy renewed', async () => {
  const { atRisk } = await reportOf('2025-12');
  const { bandAt } = rawPlay('.daymark');
  const before = (second: number) => new Date((second - 90 * 86_400) * 1_000).toISOString();
  const past = months.flatMap(raw.cameUp).map(each => ({ ...each, band: bandAt(each.account, before(each.at)) }));
  const due = raw.dueAfter('2026-01-01').map(each => ({ ...each, band: bandAt(each.account, '2026-01-01') }));
  const sums = [...new Set(due.map(({ band }) => band))].map(band => {
    const own = due.filter(each => each.band === band);
    const alike = past.filter(each => each.band === band);
    const of = alike.length > 0 ? alike : past;
    const [renewed, arr] = [of.filter(each => each.renewed).length, own.reduce((sum, each) => sum + each.arr, 0)];
    const accounts = own.map(({ account }) => account).sort();
    const atRisk = Math.round((arr * (of.length - renewed)) / of.length);
    return { band, accounts, arr, cameUp: of.length, renewed, atRisk };
  });
  const byBand = (rows: { band: string }[]) => rows.toSorted((a, b) => (a.band < b.band ? -1 : 1));
  expect(byBand(atRisk)).toEqual(byBand(sums));
});

test('the README shows what it prints', () => {
  const [, shown = ''] = /^```text\n([\s\S]*?)^```$/m.exec(readFileSync('README.md', 'utf8')) ?? [];
  const untimed = (text: string) => text.replace(/played in [\d.]+ s/, 'played').split('\n');
  const printed = new Set(untimed(started.stdout));
  expect(untimed(shown).filter(line => !printed.has(line))).toEqual([]);
});
