import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { SentMail } from '../../engine/local/sent-mail.ts';
import { writeMails } from '../../engine/playback/write-mails.ts';

const mail = (step: string): SentMail => ({
  messageId: 'm1',
  at: Date.parse('2026-03-01T09:30:00Z'),
  from: 'Ann <ann@tasks.example>',
  to: 'ada@acme.example',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: {},
  tags: { step },
  configurationSet: 'daymark-lifecycle',
  tracking: true,
});

test('mails of an earlier run go, and nothing else that lies in the folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-mails-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'thesis.txt'), 'mine');
  await writeFile(join(folder, '2026-budget.xlsx'), 'mine');

  await writeMails(folder, [mail('welcome'), mail('first-project')]);
  await writeMails(folder, [mail('welcome')]);

  expect((await readdir(folder)).sort()).toEqual([
    '1-welcome.html',
    '1-welcome.json',
    '1-welcome.txt',
    '2026-budget.xlsx',
    'thesis.txt',
  ]);
  expect(JSON.parse(await readFile(join(folder, '1-welcome.json'), 'utf8'))).toMatchObject({
    at: '2026-03-01T09:30:00.000Z',
    to: 'ada@acme.example',
    subject: 'Hello',
  });
});
