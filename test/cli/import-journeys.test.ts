import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedFiles } from '../../engine/build/load-journeys.ts';
import { carriedJson } from '../../engine/cli/import/journeys.ts';
import { slugOf } from '../../engine/import/sources/source-names.ts';
import { copyProject, daymark, daymarkAlone, projectRoot, type Workplace, workplace } from '../support/cli.ts';

const fixtures = join(projectRoot, 'test/import');
let here: Workplace;
beforeAll(async () => {
  here = await workplace();
  await copyProject(here.folder);
  for (const name of await readdir(here.path('journeys')))
    if (!sharedFiles.has(name)) await rm(here.path('journeys', name));
});
afterAll(() => here.remove());

const run = (...args: string[]) => daymark(args, { cwd: here.folder });
const fixture = (name: string) => join(fixtures, 'pinpoint', name);
const journeysIn = async (source: string, ...options: string[]) => {
  const names = (await readdir(join(fixtures, source))).filter(name => name.endsWith('.json')).sort();
  const files = names.map(name => join(fixtures, source, name));
  const carried = await run('import', source, ...files, ...options, '--json');
  expect(carried).toMatchObject({ code: 0, stderr: '' });
  const journeys = carriedJson.parse(JSON.parse(carried.stdout));
  return {
    again: () => run('import', source, ...files, ...options),
    sourceOf: (journey: string) => readFileSync(here.path('journeys', `${journey}.ts`), 'utf8'),
    told: (journey: string) =>
      journeys
        .filter(each => each.journey === journey)
        .flatMap(({ notCarried }) => notCarried.map(({ what }) => what))
        .join('\n'),
  };
};
const expectTold = (told: string, parts: readonly RegExp[]) =>
  expect(parts.filter(part => !part.test(told)).map(String)).toEqual([]);
const template = (id: string, locale = 'en') => readFileSync(here.path('templates', id, `${locale}.mjml`), 'utf8');

test('a journey of Pinpoint reads like others, and says what was left behind', async () => {
  const { sourceOf, told, again } = await journeysIn('pinpoint');
  await expect(sourceOf('trial-nurture-2026')).toMatchFileSnapshot('../import/pinpoint/trial-nurture-2026.golden.txt');
  await expect(template('trial-welcome')).toMatchFileSnapshot('../import/pinpoint/trial-welcome.golden.mjml');
  expectTold(told('trial-nurture-2026'), [
    /SMS/,
    /contact center/,
    /custom channel/,
    /way "c"/,
    /wait until/,
    /#if/,
    /Coupon/,
    /not among|template "Next steps"/,
    /start on/,
    /end on/,
    /quiet time/,
    /sending hours/,
    /closed days/,
    /2 messages a day/,
    /5 messages in 7 days/,
    /12 messages in all/,
    /50 messages a second/,
    /3 entries/,
    /refresh/,
    /local time/,
    /what the holdout is compared by/,
  ]);
  expect(await again()).toMatchObject({
    code: 1,
    errors: [expect.stringMatching(/already exists/), expect.stringMatching(/--force/)],
  });
});

test('campaigns of Mautic do, exported or answered by its API, with every event that it has', async () => {
  const { sourceOf, told } = await journeysIn(
    'mautic',
    ...['--event', 'Demo request=Signed Up', '--event', 'First project=Project Created'],
  );
  await expect(sourceOf('new-customer-welcome')).toMatchFileSnapshot(
    '../import/mautic/new-customer-welcome.golden.txt',
  );
  await expect(template('a-warm-welcome')).toMatchFileSnapshot('../import/mautic/a-warm-welcome.golden.mjml');
  const exported = JSON.parse(readFileSync(join(fixtures, 'mautic/export.json'), 'utf8'))[0];
  const events = exported.campaign_event.map(({ type }: { type: string }) => type);
  expect(new Set(events).size).toBe(49);
  // Each is a step, or told by its name.
  const all = sourceOf('new-customer-welcome') + told('new-customer-welcome');
  const carried = new Map([
    ['campaign.jump_to_event', 'Welcome to Tidewater" again'],
    ['campaign.addremovelead', "enroll('newsletter'"],
    ['lead.updatecompany', "update('mark-as-onboarded', { touchModel: 'low' })"],
  ]);
  const silent = exported.campaign_event.filter(
    ({ name, type }: { name: string; type: string }) =>
      !all.includes(carried.get(type) ?? name) && !all.includes(slugOf(name)) && type !== 'email.send',
  );
  expect(silent.map(({ name }: { name: string }) => name)).toEqual([]);
  expectTold(told('new-customer-welcome'), [
    /on 2026-12-24/,
    /hours and days of the week/,
    /beside "Clicks the guide"/,
  ]);
  expect(sourceOf('newsletter')).toMatch(
    /any\(attribute\('arr'\)\.above\(10_000\), attribute\('seats'\)\.atLeast\(50\)\)/,
  );
  expect(sourceOf('newsletter')).toMatch(
    /reenroll: 'afterEnd',\n {2}steps: \[after\(months\(1\), email\('monthly-letter'/,
  );
  expectTold(told('newsletter'), [
    /start on 2026/,
    /end on 2026/,
    /entry by a segment/,
    /"Second letter" and what follows/,
  ]);
});

test('campaigns of Customer.io do, as far as its API answers them: by every trigger, with every message', async () => {
  const { sourceOf, told } = await journeysIn('customerio');
  await expect(sourceOf('signup-welcome')).toMatchFileSnapshot('../import/customerio/signup-welcome.golden.txt');
  await expect(template('opening-message')).toMatchFileSnapshot('../import/customerio/opening-message.golden.mjml');
  expect(template('opening-message', 'fr')).toMatch(/Bonjour \{\{ contact\.firstName/);
  expectTold(told('signup-welcome'), [
    /between its messages: delays, time windows/,
    /\(twilio\)/,
    /\(push\)/,
    /\(in_app\)/,
    /\(whatsapp\)/,
    /\(live_notification\)/,
    /\(attribute_update\)/,
    /"Tell sales": its channel/,
    /"Tell the CRM": its address/,
    /the split between "Short offer" and "Long offer"/,
    /"Old letter"/,
    /"By hand" as a draft/,
    /filter by segment "Not in trial", "42"/,
    /event\.coupon/,
    /template "Signup welcome 13"/,
  ]);
  const entries = {
    'segment-nurture': [/enroll: manual/, /entry by segment "Paid plans"/],
    'form-follow-up': [/enroll: manual/, /the entry$/m],
    'renewal-day': [/enroll: onDate\('renewalAt', \{ before: days\(0\) \}\)/, /9:30 America\/Chicago[\s\S]*yearly/],
    'added-to-a-project': [/enroll: manual/, /attributes of a relationship[\s\S]*attributes of people/],
    'large-account': [/signal\(\{ when: attribute\('arr'\)\.above\(10_000\) \}\),\n {2}audience: all\(/, /between/],
    'from-the-shop': [/enroll: manual/, /entry by a webhook/],
  } as const;
  for (const [journey, [written, noted]] of Object.entries(entries)) {
    expect(sourceOf(journey)).toMatch(written);
    expect(told(journey)).toMatch(noted);
  }
});

test('all of them pass check', async () => {
  // A process that has loaded no templates before.
  const checked = await daymarkAlone(['check'], { cwd: here.folder });
  // Playbooks and pools of the other journeys are not used by them.
  expect(checked.stdout).toMatch(/^10 journeys, \d+ templates: 0 errors, \d+ warnings?\.$/m);
  const own = checked.stdout.split('\n').filter(line => /^warning: (?!playbook|unused-p)/.test(line));
  expect(own).toEqual([
    expect.stringMatching(/^warning: incomplete-locale .*"signup-welcome"/),
    expect.stringMatching(/^warning: holdout-without-goal .*"trial-nurture-2026"/),
  ]);
  for (const name of await readdir(here.path('journeys')))
    if (!sharedFiles.has(name)) await rm(here.path('journeys', name));
});

test('what is no export says so, and an event is called as one says', async () => {
  const [torn, other, unknown, dry] = await Promise.all([
    run('import', 'pinpoint', join(projectRoot, 'package.json')),
    run('import', 'customerio', join(projectRoot, 'test/import/mautic/export.json')),
    run('import', 'pinpoint', fixture('journey.json'), '--event', 'trial_started=Trial Startd'),
    run('import', 'pinpoint', fixture('journey.json'), '--event', 'trial_started=Signed Up', '--dry-run'),
  ]);
  expect(torn).toMatchObject({
    code: 2,
    errors: [expect.stringMatching(/isn't a response of the API of Amazon Pinpoint/), expect.any(String)],
  });
  expect(other).toMatchObject({ code: 2, errors: [expect.any(String), expect.stringMatching(/v1\/campaigns/)] });
  expect(unknown.errors[1]).toBe('did you mean "Trial Started"?');
  // The event that was named has no such number, so the entry is left to a person.
  expect(dry.stdout).toMatch(/enroll: manual,/);
  expect(dry.stdout).toMatch(/entry by number "days" of "Signed Up"/);
});

test('templates are not written among those of Daymark', async () => {
  await mkdir(here.path('elsewhere/journeys'), { recursive: true });
  await writeFile(here.path('elsewhere/journeys/catalog.ts'), "export * from '../../journeys/catalog.ts';\n");
  const refused = await run(
    'import',
    'pinpoint',
    fixture('journey.json'),
    '--journeys',
    here.path('elsewhere/journeys'),
  );
  expect(refused).toMatchObject({
    code: 2,
    errors: [expect.stringMatching(/elsewhere\/templates doesn't exist/), expect.any(String)],
  });
  expect(await readdir(here.path('elsewhere/journeys'))).toEqual(['catalog.ts']);
});
