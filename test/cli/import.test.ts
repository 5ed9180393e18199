import { readFileSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedFiles } from '../../engine/build/load-journeys.ts';
import { importJson } from '../../engine/cli/import/import-json.ts';
import { copyProject, daymark, type Workplace, workplace } from '../support/cli.ts';
import { hubspotCompanies } from '../support/hubspot-exports.ts';

const journeys = {
  welcome: `import { admins, day, email, journey, on } from './catalog.ts';
export default journey('welcome', { enroll: on('Account Created'), steps: [day(0, email('welcome', { to: admins }))] });`,
  renewing: `import { admins, before, email, journey, onDate } from './catalog.ts';
import { days } from '#engine';
export default journey('renewing', {
  enroll: onDate('renewalAt', { before: days(91) }),
  steps: [before('renewalAt', days(30), email('first-project', { to: admins }))],
});`,
};

let here: Workplace;
beforeAll(async () => {
  here = await workplace();
  await copyProject(here.folder);
  for (const name of await readdir(here.path('journeys')))
    if (!sharedFiles.has(name)) await rm(here.path('journeys', name));
  for (const [id, source] of Object.entries(journeys)) await writeFile(here.path('journeys', `${id}.ts`), source);
  await writeFile(here.path('companies.csv'), `\uFEFF${hubspotCompanies(60)}`);
  await writeFile(here.path('people.csv'), 'userId,email,accountId,role\nu1,ada@acme.example,1200000028,admin\n');
  await writeFile(here.path('bounces.csv'), 'Email,Reason\nada@acme.example,Permanent\n');
});
afterAll(() => here.remove());

const run = (...args: string[]) => daymark(['import', ...args], { cwd: here.folder });
const at = ['--at', '2026-03-01T00:00:00Z'];

test('a file is told first: what each column becomes, and who would enter a journey', async () => {
  const [told, json] = [await run('companies.csv', ...at), await run('companies.csv', ...at, '--json')];
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect(told.stdout).toMatch(/60 rows, UTF-8, separated by commas, as HubSpot exports accounts/);
  expect(told.stdout).toMatch(/Annual Recurring Revenue +arr +\$1,650\.00\n/);
  expect(told.stdout).toMatch(/Annual Revenue +· +the revenue of the company itself/);
  expect(told.stdout).toMatch(/Nothing was sent: add --dev/);
  const data = importJson.parse(JSON.parse(json.stdout));
  // No welcome is sent; renewals of the next quarter are what the file says.
  expect(data).toMatchObject({ tool: 'HubSpot', kind: 'accounts', rows: 60, new: 60, refused: [] });
  expect(data.enrolls?.atOnce).toEqual([{ journey: 'renewing', trigger: 'renewalAt', accounts: 10 }]);
});

test('people come in after those who may not be mailed, and simulate plays what was imported', async () => {
  const out = ['--out', 'customers.jsonl', ...at];
  const early = await run('people.csv', ...out);
  expect(early).toMatchObject({
    code: 2,
    errors: [expect.stringMatching(/none were imported here before/), expect.stringMatching(/--as suppressions/)],
  });
  for (const file of ['bounces.csv', 'companies.csv', 'people.csv', 'people.csv'])
    expect(await run(file, ...out), file).toMatchObject({ code: 0, stderr: '' });

  const calls = readFileSync(here.path('customers.jsonl'), 'utf8').trim().split('\n');
  expect(calls).toHaveLength(61);
  expect(JSON.parse(calls[60] ?? '')).toMatchObject({ traits: { email: 'ada@acme.example', suppressed: 'bounced' } });
  const played = await daymark(['simulate', 'customers.jsonl', '--until', '2026-05-01', '--json'], {
    cwd: here.folder,
  });
  expect(played.code).toBe(0);
  expect(played.stdout).toMatch(/"account":"1200000028".*"reason":"suppressed"/);

  // A file that is gone begins anew, and still knows the suppressed contacts.
  await rm(here.path('customers.jsonl'));
  await run('people.csv', ...out);
  expect(readFileSync(here.path('customers.jsonl'), 'utf8')).toMatch(/^[^\n]*"suppressed":"bounced"[^\n]*\n$/);
});
