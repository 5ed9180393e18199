import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readingTools } from '../../engine/cli/mcp/reading-tools.ts';
import { steeringTools } from '../../engine/cli/mcp/steering-tools.ts';
import { devJson, enrollJson, planJson, recountJson, sendTestJson, unmatchedJson } from '../../engine/cli/verb-json.ts';
import { diffSchema } from '../../engine/diff/diff-report.ts';
import { campaignSchema } from '../../engine/numbers/campaign-schema.ts';
import { recipientsSchema } from '../../engine/numbers/recipients-schema.ts';
import { reportSchema } from '../../engine/numbers/report-schema.ts';
import { segmentsSchema } from '../../engine/numbers/segment-schema.ts';
import { versionsSchema } from '../../engine/versions/versions-schema.ts';
import { deployedWhySchema } from '../../engine/why/deployed-why-schema.ts';
import {
  copyProject,
  daymark,
  daymarkAlone,
  listenTo,
  startDaymark,
  type Workplace,
  workplace,
} from '../../test/support/cli.ts';

let here: Workplace;
let dev: ChildProcess;
let url: string;

/** The date so many days from now. What happens at its noon is held by no quiet hours, whatever time of day it is here. */
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

// Three weeks ahead: nothing else here takes that long. By day, so that no night holds its mails.
const launchDay = inDays(21);

const startDev = async () => {
  dev = startDaymark(['dev', '--port', '0', '--json'], { cwd: here.folder });
  const said = listenTo(dev);
  while (!said().stdout.includes('\n')) {
    if (dev.exitCode !== null) throw new Error(said().stderr);
    await once(dev.stdout ?? dev, 'data');
  }
  ({ url } = devJson.parse(JSON.parse(said().stdout)));
};

beforeAll(async () => {
  here = await workplace();
  await copyProject(here.folder);
  await writeFile(
    here.path('journeys', 'launch.ts'),
    `import { instant } from '#engine';
import { admins, campaign, day, email, touchModel } from './catalog.ts';
export default campaign('launch', {
  at: instant('${launchDay}T10:00:00Z'),
  to: touchModel.is('low'),
  steps: [day(0, email('automations-launch', { to: admins })), day(7, email('re-engagement', { to: admins }))],
});
`,
  );
  await startDev();
}, 120_000);
afterAll(async () => {
  dev.kill('SIGINT');
  await once(dev, 'exit');
  await here.remove();
});

const verb = (...args: string[]) => daymark([...args, '--dev', url], { cwd: here.folder });

const post = (path: string, body: unknown) =>
  fetch(url + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('local:')}` },
  });

const signUp = async (account: string) => {
  await post('/v1/group', { messageId: `g-${account}`, groupId: account, traits: { touchModel: 'low' } });
  await post('/v1/identify', {
    messageId: `i-${account}`,
    userId: `${account}-ada`,
    context: { groupId: account },
    traits: { email: `${account}@customer.example`, role: 'admin' },
  });
  await post('/v1/track', {
    messageId: `t-${account}`,
    userId: `${account}-ada`,
    event: 'Account Created',
    context: { groupId: account },
  });
};

const onboardingOf = async (account: string): Promise<string[]> => {
  const lines = (await (await fetch(`${url}/dev/timeline`)).json()) as Record<string, string>[];
  return lines
    .filter(line => line.journey === 'onboarding' && line.account === account)
    .map(({ type, step, outcome, reason }) => [step ?? type, outcome, reason].filter(Boolean).join(' '));
};

test('a verb shows its plan, and does nothing unless somebody says yes', async () => {
  await signUp('acme');
  await expect
    .poll(() => verb('pause', 'onboarding'), { timeout: 30_000 })
    .toMatchObject({
      code: 3,
      stdout: expect.stringMatching(
        /^onboarding is running, open\. 1 enrollment is in it\.\n {8}1 {2}waiting for core-workflow-tour[\s\S]*\nNothing was done\. Add --yes to do it\.\n$/,
      ),
    });
  const json = await verb('pause', 'onboarding', '--json');
  expect(json.code).toBe(3);
  expect(planJson.parse(JSON.parse(json.stdout))).toMatchObject({
    plan: expect.arrayContaining(['onboarding is running, open. 1 enrollment is in it.']),
    todo: true,
    done: false,
  });
});

test('pause holds touches, and resume lets them go', async () => {
  const paused = await verb('pause', 'onboarding', '--yes', '--json');
  expect([paused.code, planJson.parse(JSON.parse(paused.stdout))]).toEqual([
    0,
    { plan: expect.any(Array), todo: true, done: true, result: expect.stringContaining('onboarding is paused.') },
  ]);
  expect(await verb('pause', 'onboarding', '--yes')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('It is paused already: nothing to do.'),
  });
  await post('/dev/clock', { to: `${inDays(4)}T12:00:00Z` });
  expect((await onboardingOf('acme')).at(-1)).toBe('core-workflow-tour held paused');
  expect((await verb('resume', 'onboarding', '--yes')).stdout).toContain('onboarding is running and open.');
  await post('/dev/clock', { by: 'PT1M' });
  expect((await onboardingOf('acme')).at(-1)).toBe('core-workflow-tour sent');
});

test('enroll lets a segment in by hand, once its number was typed back, and segments counts it', async () => {
  const enroll = (...more: string[]) => verb('enroll', 're-onboarding', '--where', 'automated', ...more);
  expect((await verb('segments', 'automated')).stdout).toContain('automated: 1 of 1 account\n');
  const counts = segmentsSchema.parse(JSON.parse((await verb('segments', 'automated', '--json')).stdout));
  expect(counts).toMatchObject([{ segment: 'automated', accounts: 1, of: 1, funnel: [{ accounts: 1 }] }]);
  expect(await enroll()).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('1 account is in automated.'),
  });
  expect(await enroll('--count', '2')).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('No account was enrolled. Type 1, or add --count 1, to do it.'),
  });
  const json = async (...more: string[]) => enrollJson.parse(JSON.parse((await enroll('--json', ...more)).stdout));
  expect(await json()).toMatchObject({ accounts: 1, enrolled: 0 });
  expect(await json('--count', '1')).toEqual({
    journey: 're-onboarding',
    segment: 'automated',
    accounts: 1,
    enrolled: 1,
  });
  await post('/dev/clock', { by: 'PT1M' });
  const lines = (await (await fetch(`${url}/dev/timeline`)).json()) as Record<string, string>[];
  expect(lines.filter(({ journey, type }) => journey === 're-onboarding' && type === 'enrolled')).toHaveLength(1);
  expect(await verb('enroll', 're-onboarding', '--where', 'automatd')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there is no segment "automatd"\ndid you mean "automated"?'),
  });
});

test('drain lets nobody in any more, and whoever is in goes on', async () => {
  expect(await verb('drain', 'onboarding', '--yes')).toMatchObject({ code: 0 });
  await post('/dev/clock', { by: 'PT1M' });
  await signUp('late');
  expect(await onboardingOf('late')).toEqual([]);
  // Past the send time of day 7.
  await post('/dev/clock', { by: 'P4D' });
  expect((await onboardingOf('acme')).at(-1)).toBe('first-project sent');
  expect(await verb('resume', 'onboarding', '--yes')).toMatchObject({ code: 0 });
  await post('/dev/clock', { by: 'PT1M' });
  await signUp('welcome-again');
  expect(await onboardingOf('welcome-again')).toEqual(['enrolled', 'welcome sent']);
});

test('migrate proves its moves against what is live, and finds nothing to move', async () => {
  expect((await verb('migrate', 'onboarding')).stdout).toMatch(
    /All enrollments are already in version \w{16}: nothing to do/,
  );
  // In a folder of its own: what is saved in that of `dev` is deployed.
  const other = await workplace();
  await copyProject(other.folder);
  const file = other.path('journeys', 'onboarding.ts');
  await writeFile(file, (await readFile(file, 'utf8')).replace('day(14, ', 'day(15, '));
  const refused = await daymarkAlone(['migrate', 'onboarding', '--dev', url], { cwd: other.folder });
  const flight = await daymarkAlone(['diff', '--base', '.', '--dev', url, '--json'], { cwd: other.folder });
  await other.remove();
  const { deployed, played } = diffSchema.parse(JSON.parse(flight.stdout));
  expect(played).toBeUndefined();
  expect(deployed).toMatchObject({
    where: url,
    inFlight: [
      { journey: 'onboarding', step: 'core-workflow-tour', enrollments: 1, couldMove: 1 },
      { step: 'power-user-webinar', enrollments: 1, stay: [{ because: expect.stringContaining('at another time') }] },
    ],
  });
  expect(refused.code).toBe(1);
  expect(refused.errors).toEqual([
    expect.stringMatching(/^version \w{16} of "onboarding" is live, and journeys has version \w{16}$/),
    expect.stringContaining('deploy it'),
  ]);
});

test('versions tells in which version accounts begin; with one there is nothing to promote, and nothing to go back to', async () => {
  const { stdout } = await verb('versions', 'onboarding', '--json');
  const told = versionsSchema.parse(JSON.parse(stdout));
  expect(told).toMatchObject({ journey: 'onboarding', versions: [{ version: told.newest, share: 100, active: 2 }] });
  expect((await verb('versions', 'onboarding')).stdout).toMatch(
    /^All accounts that enter onboarding begin in \w{16}\.\n {2}version .*\n {2}\w{16} +100 % +2 +0 +0 +0 +0 +0\n$/,
  );
  expect((await verb('promote', 'onboarding', '--yes')).stdout).toContain('This is already so: nothing to do.');
  expect(await verb('promote', 'onboarding', '--share', '120')).toMatchObject({ code: 2 });
  expect(await verb('promote', 'onboarding', '--share', '50')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('"onboarding" has only one version'),
  });
  expect(await verb('rollback', 'onboarding')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('close it with `npx daymark drain onboarding` instead'),
  });
});

test('why decides again by the events that are kept, with what operators did: not let in by which rule, and each rule of a step', async () => {
  const { stdout } = await verb('why', 'late', '--json');
  const told = deployedWhySchema.parse(JSON.parse(stdout));
  const of = (journey: string) => told.journeys.find(each => each.journey === journey);
  expect(of('onboarding')).toMatchObject({
    state: 'refused',
    refused: { at: expect.any(String), event: 'Account Created', gate: 'closed' },
    decided: { state: 'never', nearest: { event: 'Account Created', reason: 'closed' } },
  });
  expect(told.journeys.filter(({ differs }) => differs)).toEqual([]);
  expect((await verb('why', 'late', 'onboarding')).stdout).toMatch(
    /^late on .*\n\nlate never entered Onboarding \("onboarding"\)\.\n\nThe nearest it came was on .*, by "Account Created":\n {2}no {3}open +needed: the journey is open to new accounts; was: closed by an operator\n[\s\S]*Replayed from the events that http/,
  );
  const step = await verb('why', 'acme', 'onboarding', '--step', 'core-workflow-tour', '--contact', 'acme-ada');
  expect(step.stdout).toMatch(
    /[Hh]eld for \w+ on [\s\S]*no {3}paused +needed: nobody has paused it; was: the journey is paused\n/,
  );
  expect(step.stdout).toMatch(
    /\nShown to \w+ on [\s\S]*yes {2}paused +needed: nobody has paused it; was: not paused\n/,
  );
  expect((await verb('why', 'acme', 'onboarding', '--at', '2020-01-01')).errors[0]).toMatch(
    /^events are stored since .*: earlier decisions/,
  );
  expect(await verb('why', 'nobody')).toMatchObject({ code: 2 });
  expect(await verb('why', 'acme', 'onbording')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('did you mean'),
  });
});

test('stop has everybody leave at once', async () => {
  const { code, stdout } = await verb('stop', 'onboarding', '--yes');
  expect(code).toBe(0);
  expect(stdout).toContain('Stopping ends all 2 with the reason "stopped"');
  expect(stdout).toContain('2 accounts were asked to leave.');
  for (const account of ['acme', 'welcome-again'])
    await expect.poll(async () => (await onboardingOf(account)).at(-1), { timeout: 10_000 }).toBe('exited stopped');
  expect((await verb('stop', 'onboarding')).stdout).toContain(
    'It is closed and has no active enrollments: nothing to do.',
  );
});

test('a campaign tells whom it will reach, who got it, and is stopped for all that is still to come', async () => {
  expect((await verb('campaign', 'launch')).stdout).toMatch(
    /3 of 3 accounts would enter as of now; 3 are waiting for their moment, when the audience is checked\.\nNo account is missing: nothing to do\.\n$/,
  );
  const { stdout } = await verb('campaign', 'launch', '--json');
  expect(campaignSchema.parse(JSON.parse(stdout))).toMatchObject({ campaign: 'launch', waiting: 3, unmet: [] });
  expect(await verb('campaign', 'onboarding')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("isn't a campaign"),
  });
  await post('/dev/clock', { to: `${launchDay}T12:00:00Z` });
  const got = async () => {
    const { stdout } = await verb('recipients', 'launch', '--json');
    return recipientsSchema.parse(JSON.parse(stdout)).map(({ account, step, to }) => [account, step, to].join(' '));
  };
  const all = ['acme', 'late', 'welcome-again'].map(id => `${id} automations-launch ${id}-ada`);
  await expect.poll(async () => (await got()).sort(), { timeout: 10_000 }).toEqual(all);
  expect((await verb('stop', 'launch', '--yes')).stdout).toContain('3 accounts were asked to leave.');
  await post('/dev/clock', { by: 'P8D' });
  expect((await got()).sort()).toEqual(all);
  expect((await verb('recipients', 'launch')).stdout).toMatch(/^at,account,to,step,channel,outcome\n\d{4}-/);
});

test('the report of a business is made of what a deployment stores', async () => {
  const { code, stdout } = await verb('report', '--json');
  expect(code).toBe(0);
  expect(reportSchema.parse(JSON.parse(stdout))).toMatchObject({ accounts: 3, currency: 'usd' });
});

test('a test mail goes to the team, and says so', async () => {
  const { stdout } = await verb('send-test', 'welcome', '--to', 'maya@tidewater.example', '--json');
  expect(sendTestJson.parse(JSON.parse(stdout))).toMatchObject({ template: 'welcome', to: 'maya@tidewater.example' });
});

test('recount makes of the timeline what followed the table', async () => {
  const { code, stdout } = await verb('recount', '--json');
  expect(code).toBe(0);
  expect(recountJson.parse(JSON.parse(stdout))).toMatchObject({ accounts: 3, corrected: [], failed: [] });
  const { token } = (await (await fetch(`${url}/dev/session?as=admin`)).json()) as { token: string };
  const audit = async (journey: string) => {
    const answer = await fetch(`${url}/v1/journeys/${encodeURIComponent(journey)}/audit`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return ((await answer.json()) as { lines: { action: string; by: { id: string }; from: string }[] }).lines;
  };
  const by = { id: userInfo().username };
  expect(await audit('*')).toMatchObject([{ action: 'deployment.recount', by, from: 'commandLine' }]);
  expect(await audit('re-onboarding')).toContainEqual(
    expect.objectContaining({ action: 'journey.enroll', details: { segment: 'automated', accounts: 1 } }),
  );
});

test('what cannot be operated is said, with what to do', async () => {
  expect(await verb('pause', 'onbording')).toMatchObject({
    code: 1,
    errors: ['no journey "onbording" is deployed here', expect.stringContaining('onboarding')],
  });
  expect(await verb('unmatched')).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(await verb('unmatched', '--assign', 'stripe:evt_1', '--account', 'acme')).toMatchObject({
    code: 1,
    errors: ['no unmatched event "stripe:evt_1"', expect.any(String)],
  });
  await post('/v1/batch', { batch: [{ type: 'track', messageId: 'no-event', context: { groupId: 'acme' } }] });
  expect(unmatchedJson.parse(JSON.parse((await verb('unmatched', '--json')).stdout))).toHaveLength(1);
  expect(JSON.parse((await verb('unmatched')).stdout)).toMatchObject({
    id: 'segment:no-event',
    account: 'acme',
    field: 'event',
    refused: 'event: is missing: name the event',
  });
  const alarms = await (await fetch(`${url}/dev/alarms`)).json();
  expect(alarms).toContainEqual(
    expect.objectContaining({ alarm: 'calls-refused', calls: 1, first: 'segment:no-event' }),
  );
});

test('an assistant reads an account and tasks here, and steers by a plan that was confirmed as it reads', async () => {
  const place = {
    journeys: 'journeys',
    dev: url,
    run: (args: readonly string[]) => daymark(args, { cwd: here.folder }),
  };
  const use = async (name: string, asked: Record<string, unknown>) => {
    const tool = [...readingTools, ...steeringTools].find(each => each.name === name);
    return tool?.answer.parse(await tool.act(tool.asked.parse(asked), place));
  };
  expect(await use('account', { account: 'acme' })).toMatchObject({ id: 'acme' });
  expect(await use('tasks', {})).toMatchObject({ rows: expect.any(Array) });
  await expect(use('account', { account: 'nobody' })).rejects.toThrow('There is no such page.');

  await verb('resume', 'onboarding', '--yes');
  const planned = await use('pause', { journey: 'onboarding' });
  expect(planned).toMatchObject({ done: false, plan: expect.arrayContaining([expect.stringContaining('is running')]) });
  const { confirm } = planned as { confirm: string };
  await expect(use('stop', { journey: 'onboarding', confirm })).rejects.toThrow('not the plan that was confirmed');
  expect((await verb('pause', 'onboarding')).stdout).toContain('is running');
  expect(await use('pause', { journey: 'onboarding', confirm })).toMatchObject({ done: true });
  expect((await verb('pause', 'onboarding')).stdout).toContain('It is paused already');
  await expect(use('pause', { journey: 'onboarding', confirm })).rejects.toThrow('nothing left to do');
});
