import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AddressedMail } from '../../../engine/playback/mails/addressed-mail.ts';
import { writeMails } from '../../../engine/playback/mails/write-mails.ts';
import { aDigest, aMail } from './a-mail.ts';

const labels = new Map([['acme', { name: 'Acme <Rockets>', timezone: 'Australia/Sydney' }]]);

const written = async (mails: readonly AddressedMail[]) => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-mails-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeMails(folder, mails, labels);
  const files = (await readdir(folder, { recursive: true })).filter(name => /\.\w+$/.test(name)).sort();
  return { files, read: (file: string) => readFile(join(folder, file), 'utf8') };
};

test('a mail is found by its account, the day there, its journey, its step and its reader', async () => {
  const { files, read } = await written([
    aMail({ at: Date.parse('2026-03-01T22:30:00Z') }),
    aMail({ account: 'beta', contact: 'bo', at: Date.parse('2026-03-01T22:30:00Z'), html: '<p>Bo</p>' }),
    aDigest('maya'),
  ]);

  expect(files).toEqual([
    'acme/2026-03-02 onboarding welcome ada.html',
    'beta/2026-03-01 onboarding welcome bo.html',
    'by-date.html',
    'digests/2026-03-01 maya.html',
    'index.html',
    'mails.jsonl',
  ]);
  expect(await read('beta/2026-03-01 onboarding welcome bo.html')).toBe('<p>Bo</p>');
});

test('two mails of one day, step and reader are two files', async () => {
  const { files } = await written([aMail(), aMail()]);
  expect(files.filter(name => name.startsWith('acme/'))).toEqual([
    'acme/2026-03-01 onboarding welcome ada (2).html',
    'acme/2026-03-01 onboarding welcome ada.html',
  ]);
});

test('a mail whose reader was erased is there without a reader', async () => {
  const { contact: _, ...erased } = aMail();
  expect((await written([erased])).files).toContain('acme/2026-03-01 onboarding welcome.html');
});

test('both indexes link every mail, and say nothing as markup that is text', async () => {
  const { read } = await written([
    aMail({ subject: '50 % off? <b>No</b> #1' }),
    aMail({ account: 'a/b' }),
    aDigest('tom'),
  ]);
  for (const index of ['index.html', 'by-date.html']) {
    const page = await read(index);
    const links = [...page.matchAll(/<li>.*?<a href="([^"#]+)"/g)].map(([, href = '']) => href);
    expect(links).toHaveLength(3);
    for (const link of links) await expect(read(decodeURIComponent(link))).resolves.toBe('<p>Hello</p>');
    expect(page).toContain('50 % off? &lt;b&gt;No&lt;/b&gt; #1');
    expect(page).toContain('Acme &lt;Rockets&gt;');
    expect(page).toMatch(/<bdi>(.* · )?ada<\/bdi>/);
    expect(page).not.toContain('ada@acme.example');
  }
});

test('the list beside them has addresses, headers, tags and the text, in order of sending', async () => {
  const { read } = await written([aMail(), aDigest('maya')]);
  const lines = (await read('mails.jsonl')).trim().split('\n');
  expect(lines.map(line => JSON.parse(line))).toMatchObject([
    {
      file: 'acme/2026-03-01 onboarding welcome ada.html',
      at: '2026-03-01T09:30:00.000Z',
      account: 'acme',
      contact: 'ada',
      to: 'ada@acme.example',
      subject: 'Hello',
      text: 'Hello',
    },
    { file: 'digests/2026-03-01 maya.html', to: 'maya@tasks.example' },
  ]);
  expect(lines.join('')).not.toContain('<p>');
});

test('without a mail there is an index that says so', async () => {
  const { files, read } = await written([]);
  expect(files).toEqual(['by-date.html', 'index.html', 'mails.jsonl']);
  expect(await read('index.html')).toContain('None was sent.');
});
