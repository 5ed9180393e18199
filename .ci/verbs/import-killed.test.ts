import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importJson } from '../../engine/cli/import/import-json.ts';
import { copyProject, daymark, listenTo, startDaymark, type Workplace, workplace } from '../../test/support/cli.ts';
import { hubspotContacts } from '../../test/support/hubspot-exports.ts';

let here: Workplace;
let dev: ChildProcess | undefined;
beforeAll(async () => {
  here = await workplace();
  await copyProject(here.folder);
  await writeFile(here.path('contacts.csv'), hubspotContacts(240));
});
afterAll(async () => {
  dev?.kill('SIGKILL');
  await here.remove();
});

const run = (...args: string[]) => daymark(['import', ...args], { cwd: here.folder });
const at = ['--at', '2026-03-01T00:00:00Z'];

test('an import that was killed goes on where it was, and comes to the same', async () => {
  dev = startDaymark(['dev', '--port', '0'], { cwd: here.folder });
  const said = listenTo(dev);
  while (!said().stdout.includes('/dev/mails')) await once(dev.stdout ?? dev, 'data');
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said().stdout)?.[0] ?? '';
  const ledgers = here.path('.daymark', 'imports');
  const before = new Set(existsSync(ledgers) ? readdirSync(ledgers) : []);

  const importing = startDaymark(['import', 'contacts.csv', '--dev', url, '--per-second', '50', ...at], {
    cwd: here.folder,
  });
  while (!existsSync(ledgers) || readdirSync(ledgers).every(file => before.has(file)))
    await new Promise(done => setTimeout(done, 20));
  const gone = once(importing, 'exit');
  importing.kill('SIGKILL');
  await gone;

  const resumed = importJson.parse(JSON.parse((await run('contacts.csv', '--dev', url, ...at, '--json')).stdout));
  const again = importJson.parse(JSON.parse((await run('contacts.csv', '--dev', url, ...at, '--json')).stdout));
  expect([resumed.unchanged, resumed.sent]).toEqual([100, 144]);
  expect([again.unchanged, again.sent]).toEqual([244, 0]);
  // Contacts that the file's own column opts out are opted out in the store.
  const kept = await daymark(['contact', 'export', '1200000020', '900020', '--dev', url], { cwd: here.folder });
  expect(JSON.parse(kept.stdout)).toMatchObject({ contact: { choices: { '*': { import: { status: 'out' } } } } });
});
