import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keepFormerPlay } from '../../engine/playback/former-plays.ts';
import { writeMails } from '../../engine/playback/mails/write-mails.ts';
import { playFilesOf } from '../../engine/playback/play-files.ts';
import { aMail } from './mails/a-mail.ts';

const workplace = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-plays-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = (...names: string[]) => join(folder, ...names);
  const files = playFilesOf({ timeline: path('timeline.jsonl'), mail: path('mail') });
  /** As a play does: what it says goes into each of its files. */
  const play = async (said: string, { timeline, mail } = files) => {
    const written = playFilesOf({ timeline, mail });
    const former = await keepFormerPlay(written);
    for (const file of [written.timeline, written.health, written.rejected, written.about]) await writeFile(file, said);
    await writeMails(mail, [aMail({ html: said })], new Map());
    return former;
  };
  return { path, files, play, read: (...names: string[]) => readFile(path(...names), 'utf8') };
};

const welcome = 'acme/2026-03-01 onboarding welcome ada.html';

test('the first play of a folder finds nothing to keep', async () => {
  const { play, path } = await workplace();
  expect(await play('first')).toBeUndefined();
  expect(await readdir(path())).not.toContain('plays');
});

test('the second keeps the first, its mails included', async () => {
  const { play, path, read } = await workplace();
  await play('first');
  expect(await play('second')).toBe(path('plays', '1'));

  for (const [folder, said] of [
    [[], 'second'],
    [['plays', '1'], 'first'],
  ] as const) {
    expect(await read(...folder, 'timeline.jsonl')).toBe(said);
    expect(await read(...folder, 'health.jsonl')).toBe(said);
    expect(await read(...folder, 'play.json')).toBe(said);
    expect(await read(...folder, 'mail', welcome)).toBe(said);
    expect(await read(...folder, 'mail', 'index.html')).toContain('Hello');
  }
});

test('five are kept, under the numbers that they got', async () => {
  const { play, path, read } = await workplace();
  for (const said of ['1', '2', '3', '4', '5', '6', '7', '8']) await play(said);
  expect((await readdir(path('plays'))).sort()).toEqual(['3', '4', '5', '6', '7']);
  expect(await read('plays', '7', 'timeline.jsonl')).toBe('7');
  expect(await read('timeline.jsonl')).toBe('8');
});

test('what a play did not write stays, where it lies and as it is', async () => {
  const { play, path, read } = await workplace();
  await play('first');
  await mkdir(path('plays', '2024'), { recursive: true });
  await writeFile(path('plays', '2024', 'accounts.txt'), 'mine');
  await writeFile(path('mail', 'notes.txt'), 'mine');
  await writeFile(path('mail', 'acme', 'notes.txt'), 'mine');
  for (let times = 0; times < 7; times++) await play('next');

  expect(await read('plays', '2024', 'accounts.txt')).toBe('mine');
  expect(await read('mail', 'notes.txt')).toBe('mine');
  expect(await read('mail', 'acme', 'notes.txt')).toBe('mine');
});

test('no folder is left where a former play had mails and the next has none', async () => {
  const { play, path, files } = await workplace();
  await play('first');
  await keepFormerPlay(files);
  await writeMails(files.mail, [], new Map());
  expect((await readdir(path('mail'))).sort()).toEqual(['by-date.html', 'index.html', 'mails.jsonl']);
});

test('timelines of other names beside each other do not take each other away', async () => {
  const { play, path, files, read } = await workplace();
  await play('a', { ...files, timeline: path('a.jsonl') });
  await play('b', { ...files, timeline: path('b.jsonl') });
  expect([await read('a.jsonl'), await read('b.jsonl')]).toEqual(['a', 'b']);
  expect(await read('plays', '1', 'health.jsonl')).toBe('a');
});
