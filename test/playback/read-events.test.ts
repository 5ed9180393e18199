import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEvents } from '../../engine/playback/read-events.ts';
import { group, taskAction, track } from '../support/recorded-events.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daymark-read-'));
});
afterEach(() => rm(folder, { recursive: true }));

const fileOf = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

test('events come in order of arrival, those of one moment in order of files and lines', async () => {
  const late = { ...track('late', 'Signed In', '2026-03-01T09:00:00Z'), receivedAt: '2026-03-05T09:00:00+01:00' };
  const first = await fileOf(
    'a',
    [late, track('b', 'Signed In', '2026-03-02T09:00:00Z')].map(each => JSON.stringify(each)).join('\n'),
  );
  const other = await fileOf('b', `${JSON.stringify(track('c', 'Signed In', '2026-03-02T09:00:00Z'))}\n`);

  const { events, rejected } = await readEvents([first, other]);

  expect(rejected).toEqual([]);
  expect(events.map(({ at, line, body }) => [at, line, (body.context as { groupId: string }).groupId])).toEqual([
    ['2026-03-02T09:00:00.000Z', 2, 'b'],
    ['2026-03-02T09:00:00.000Z', 1, 'c'],
    ['2026-03-05T08:00:00.000Z', 1, 'late'],
  ]);
});

test('a file of another system is read as well: a byte order mark, carriage returns, blank lines, no end of the last line', async () => {
  const lines = [track('a', 'Signed In', '2026-03-01T09:00:00Z'), track('b', 'Signed In', '2026-03-02T09:00:00Z')];
  const file = await fileOf('a', `\uFEFF${JSON.stringify(lines[0])}\r\n\r\n  \r\n${JSON.stringify(lines[1])}`);

  const { events, rejected } = await readEvents([file]);

  expect(rejected).toEqual([]);
  expect(events.map(({ line }) => line)).toEqual([1, 4]);
  expect(events[0]?.text).toBe(JSON.stringify(lines[0]));
});

test.each([
  ['UTF-16, as PowerShell writes it', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16 the other way round', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ['gzip', (text: string) => gzipSync(text)],
])('a file of %s is read the same', async (_, bytes) => {
  const name = 'Köln 東京 👩‍👩‍👧'.repeat(20_000);
  const line = JSON.stringify(group('a', '2026-03-05T09:00:00Z', { name }));
  const file = join(folder, 'a');
  await writeFile(file, bytes(`${line}\r\n${line}\n`));
  const { events, rejected } = await readEvents([file]);
  expect(rejected).toEqual([]);
  expect(events.map(({ text }) => text)).toEqual([line, line]);
});

test('a packed file that breaks off ends the run', async () => {
  const file = join(folder, 'a');
  await writeFile(file, gzipSync('{}').subarray(0, 12));
  await expect(readEvents([file])).rejects.toMatchObject({ message: expect.stringContaining('gzip'), exitCode: 2 });
});

test('what ends a line elsewhere may stand in the text of JSON', async () => {
  const line = JSON.stringify(
    track('a', 'Signed In', '2026-03-01T09:00:00Z', { properties: { said: 'one\u2028two\u2029three\u0085four' } }),
  );
  const { events, rejected } = await readEvents([await fileOf('a', `${line}\n`)]);

  expect(rejected).toEqual([]);
  expect(events[0]?.body.properties).toEqual({ said: 'one\u2028two\u2029three\u0085four' });
});

test('a line that is longer than a block of reading stays one line', async () => {
  const line = JSON.stringify(
    track('a', 'Signed In', '2026-03-01T09:00:00Z', { properties: { text: 'ä'.repeat(200_000) } }),
  );
  const { events } = await readEvents([await fileOf('a', `${line}\n${line}\n`)]);
  expect(events.map(({ text }) => text)).toEqual([line, line]);
});

test.each([
  ['missing.jsonl', 'no such file'],
  ['.', 'it is a folder'],
])('a file that cannot be read ends the run: %s', async (name, why) => {
  const file = join(folder, name);
  await expect(readEvents([file])).rejects.toMatchObject({
    message: `${file} cannot be read: ${why}`,
    fix: expect.stringContaining('one JSON object per line'),
    exitCode: 2,
  });
});

test('a time without an offset is of the zone that its account says, wherever in the recording it does', async () => {
  const lines = [
    track('kyoto', 'Signed In', '2026-03-02T09:00:00'),
    track('utc', 'Signed In', '2026-03-02T09:00'),
    { ...track('kyoto', 'Signed In', '2026-03-02T01:00:00Z'), messageId: 'said' },
    group('kyoto', '2026-03-05T09:00:00Z', { timezone: ' Asia/Tokyo' }),
    { ...taskAction('kyoto', 'login-drop', 'acknowledge', '2026-03-02T12:00:00'), id: 't' },
  ];
  const { events } = await readEvents([await fileOf('a', lines.map(each => JSON.stringify(each)).join('\n'))]);
  expect(events.map(({ at, line }) => [at, line])).toEqual([
    ['2026-03-02T00:00:00.000Z', 1],
    ['2026-03-02T01:00:00.000Z', 3],
    ['2026-03-02T03:00:00.000Z', 5],
    ['2026-03-02T09:00:00.000Z', 2],
    ['2026-03-05T09:00:00.000Z', 4],
  ]);
});
