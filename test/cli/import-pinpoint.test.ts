import { readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedFiles } from '../../engine/build/load-journeys.ts';
import { carriedJson } from '../../engine/cli/import/journeys.ts';
import { copyProject, daymark, daymarkAlone, projectRoot, type Workplace, workplace } from '../support/cli.ts';

const fixtures = join(projectRoot, 'test/import/pinpoint');
let here: Workplace;
beforeAll(async () => {
  here = await workplace();
  await copyProject(here.folder);
  for (const name of await readdir(here.path('journeys')))
    if (!sharedFiles.has(name)) await rm(here.path('journeys', name));
});
afterAll(() => here.remove());

const run = (...args: string[]) => daymark(args, { cwd: here.folder });
const fixture = (name: string) => join(fixtures, name);

test('a journey of Pinpoint becomes one that passes check, reads like others, and says what was left behind', async () => {
  const files = (await readdir(fixtures)).filter(name => name.endsWith('.json')).map(fixture);
  const carried = await run('import', 'pinpoint', ...files, '--json');
  expect(carried).toMatchObject({ code: 0, stderr: '' });
  const [journey] = carriedJson.parse(JSON.parse(carried.stdout));
  const source = readFileSync(here.path('journeys/trial-nurture-2026.ts'), 'utf8');
  await expect(source).toMatchFileSnapshot('../import/pinpoint/trial-nurture-2026.golden.txt');
  await expect(readFileSync(here.path('templates/trial-welcome/en.mjml'), 'utf8')).toMatchFileSnapshot(
    '../import/pinpoint/trial-welcome.golden.mjml',
  );

  // A process that has loaded no templates before.
  const checked = await daymarkAlone(['check'], { cwd: here.folder });
  // Playbooks and pools of the other journeys are not used by it.
  expect(checked.stdout).toMatch(/^1 journey, \d+ templates: 0 errors, \d+ warnings?\.$/m);
  const own = checked.stdout.split('\n').filter(line => /trial-nurture|trial-welcome|next-steps/.test(line));
  expect(own).toEqual([expect.stringMatching(/^warning: holdout-without-goal/)]);
  const told = journey?.notCarried.map(({ what }) => what) ?? [];
  for (const part of [
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
  ])
    expect(
      told.some(what => part.test(what)),
      String(part),
    ).toBe(true);

  expect(await run('import', 'pinpoint', ...files)).toMatchObject({
    code: 1,
    errors: [expect.stringMatching(/is there already/), expect.stringMatching(/--force/)],
  });
  await rm(here.path('journeys/trial-nurture-2026.ts'));
});

test('what is no export says so, and an event is called as one says', async () => {
  const [torn, unknown, dry] = await Promise.all([
    run('import', 'pinpoint', join(projectRoot, 'package.json')),
    run('import', 'pinpoint', fixture('journey.json'), '--event', 'trial_started=Trial Startd'),
    run('import', 'pinpoint', fixture('journey.json'), '--event', 'trial_started=Signed Up', '--dry-run'),
  ]);
  expect(torn).toMatchObject({
    code: 2,
    errors: [expect.stringMatching(/not what the API of Amazon Pinpoint answers/), expect.any(String)],
  });
  expect(unknown.errors[1]).toBe('did you mean "Trial Started"?');
  // The event that was named has no such number, so the entry is left to a person.
  expect(dry.stdout).toMatch(/enroll: manual,/);
  expect(dry.stdout).toMatch(/entry by number "days" of "Signed Up"/);
});
