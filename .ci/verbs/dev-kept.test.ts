import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedFiles } from '../../engine/build/load-journeys.ts';
import { stripeWebhook } from '../../engine/connectors/billing/stripe/webhook.ts';
import { type SigningScheme, signatureOf } from '../../engine/ingest/webhook-signature.ts';
import { instant } from '../../engine/kernel/instant.ts';
import { copyProject, listenTo, startDaymark, type Workplace, workplace } from '../../test/support/cli.ts';

const journey = (
  days: readonly number[],
  problem = '',
) => `import { admins, day, email, journey, on } from './catalog.ts';
export default journey('nudges', {
  enroll: on('Account Created'),
  steps: [${days.map(n => `day(${n}, email('first-project', { id: 'nudge-${n}', to: admins }))`).join(', ')}],
});
${problem}`;

let here: Workplace;
beforeAll(async () => {
  here = await workplace();
  await copyProject(here.folder);
  for (const name of await readdir(here.path('journeys')))
    if (!sharedFiles.has(name)) await rm(here.path('journeys', name));
  await writeFile(here.path('journeys', 'nudges.ts'), journey([1, 3]));
});
afterAll(async () => {
  dev?.kill('SIGKILL');
  await here.remove();
});

let dev: ChildProcess | undefined;
let said: ReturnType<typeof listenTo>;
let url: string;

const start = async (...options: string[]) => {
  dev = startDaymark(['dev', '--port', '0', ...options], { cwd: here.folder });
  said = listenTo(dev);
  while (!said().stdout.includes('/dev/mails')) {
    if (dev.exitCode !== null) throw new Error(said().stderr);
    await once(dev.stdout ?? dev, 'data');
  }
  url = /http:\/\/127\.0\.0\.1:\d+/.exec(said().stdout)?.[0] ?? '';
};
const end = async (signal: NodeJS.Signals) => {
  const gone = dev && once(dev, 'exit');
  dev?.kill(signal);
  await gone;
};

const get = async <Answer>(path: string) => (await fetch(url + path)).json() as Promise<Answer>;
const post = async (path: string, body: unknown) => {
  const headers = { authorization: `Basic ${btoa('local:')}`, 'content-type': 'application/json' };
  const response = await fetch(url + path, { method: 'POST', body: JSON.stringify(body), headers });
  return [response.status, await response.json()] as [number, Record<string, unknown>];
};
const steps = async () =>
  (await get<Record<string, string>[]>('/dev/timeline')).map(({ account, type, step }) => `${account} ${step ?? type}`);
const until = async (isSo: () => Promise<boolean> | boolean) => {
  for (let tries = 0; !(await isSo()); tries++) {
    if (tries > 600) throw new Error(`It never came: ${said().stderr}`);
    await new Promise(done => setTimeout(done, 100));
  }
};
const signUp = (account: string) =>
  post('/v1/batch', {
    batch: [
      { type: 'group', messageId: `${account}1`, userId: account, groupId: account, traits: { name: account } },
      {
        type: 'identify',
        messageId: `${account}2`,
        userId: account,
        traits: { email: `ada@${account}.example`, role: 'admin' },
        context: { groupId: account },
      },
      { type: 'track', messageId: `${account}3`, userId: account, event: 'Account Created' },
    ],
  });

test('the clock says what comes, jumps to it, and goes back to before a jump', async () => {
  await start();
  await signUp('acme');
  await until(async () => (await steps()).length === 1);
  const { next } = await get<{ next: { says: string }[] }>('/dev/clock');
  expect(next.map(({ says }) => says)).toContainEqual(
    expect.stringMatching(/^in \d+ (d|h|min).*: nudges of acme, step nudge-1$/),
  );

  expect((await post('/dev/clock', { until: { account: 'acme' } }))[0]).toBe(200);
  expect(await steps()).toEqual(['acme enrolled', 'acme nudge-1']);
  await post('/dev/clock', { by: 'P7D' });
  expect(await steps()).toEqual(['acme enrolled', 'acme nudge-1', 'acme nudge-3', 'acme completed']);

  // A processor signs by the real time, wherever the clock stands.
  const event = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'plan.created',
    created: 1,
    data: { object: {} },
  });
  const signature = signatureOf(stripeWebhook.signing as SigningScheme, 'whsec_local', event, instant(Date.now()));
  const headers = { 'stripe-signature': signature };
  const taken = await fetch(`${url}/v1/billing/stripe`, { method: 'POST', body: event, headers });
  expect([taken.status, await taken.json()]).toEqual([200, { success: true, published: 0 }]);

  const [before] = await get<{ id: string; why: string }[]>('/dev/snapshots');
  expect(before).toMatchObject({ why: 'before {"by":"P7D"}' });
  expect((await post('/dev/clock', { back: before?.id }))[0]).toBe(200);
  expect(await steps()).toEqual(['acme enrolled', 'acme nudge-1']);
  expect(await post('/dev/clock', { back: '77' })).toEqual([
    400,
    { error: { code: 'bad_request', message: expect.stringContaining('No snapshot 77') } },
  ]);
});

test('a second one in the same folder says so, begins anew, and leaves what is kept alone', async () => {
  const [first, heard, kept] = [dev, said, url];
  await start();
  await until(() => said().stdout.includes("won't be saved"));
  expect(said().stdout).toContain(`${kept} (process ${first?.pid}) stores its state in this folder.`);
  expect(await steps()).toEqual([]);
  await end('SIGINT');
  [dev, said, url] = [first, heard, kept];
  expect(await steps()).toEqual(['acme enrolled', 'acme nudge-1']);
});

test('what doors refuse and what is mailed can be looked up, and an event sent by its form', async () => {
  const [, refused] = await post('/dev/event', { path: '/v1/track', body: { event: 'Account Created' } });
  expect(refused).toMatchObject({ status: 400 });
  expect(await get('/dev/refused')).toMatchObject([
    { path: '/v1/track', status: 400, error: { message: expect.any(String) } },
  ]);
  const forms = await get<{ name: string; path: string; body: object }[]>('/dev/events-form');
  const form = forms.find(({ name }) => name === 'Account Created');
  expect(await post('/dev/event', { path: form?.path, body: form?.body })).toMatchObject([200, { status: 200 }]);
  expect(await get('/dev/mails?html&last=1')).toMatchObject([
    { to: 'ada@acme.example', html: expect.stringContaining('<html') },
  ]);
});

test('a changed journey is deployed beside what is in flight, and a broken one leaves the rest running', async () => {
  await writeFile(here.path('journeys', 'nudges.ts'), journey([1, 2], 'nonsense('));
  await until(async () => (await get<unknown[]>('/dev/problems')).length > 0);
  expect(await get('/dev/problems')).toMatchObject([
    { file: expect.stringContaining('nudges.ts'), what: expect.any(String), fix: expect.any(String) },
  ]);
  expect(said().stderr).toContain('The previous build is still running.');

  const told = await fetch(`${url}/dev/changes`);
  await writeFile(here.path('journeys', 'nudges.ts'), journey([1, 2]));
  const reader = told.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ''; !text.includes('event: reload'); text += (await reader?.read())?.value ?? '');
  await reader?.cancel();
  expect(await get('/dev/problems')).toEqual([]);

  await signUp('umbra');
  await post('/dev/clock', { by: 'P9D' });
  const all = await steps();
  expect(all.filter(step => step.startsWith('acme nudge'))).toEqual(['acme nudge-1', 'acme nudge-3']);
  expect(all.filter(step => step.startsWith('umbra nudge'))).toEqual(['umbra nudge-1', 'umbra nudge-2']);
});

test('it goes on where it was when it ended, and where it was last kept when it was killed', async () => {
  await signUp('vega');
  await until(async () => (await steps()).includes('vega enrolled'));
  const [before, { now }] = [await steps(), await get<{ now: string }>('/dev/clock')];
  await end('SIGTERM');
  await start();
  expect(await steps()).toEqual(before);
  expect((await get<{ now: string }>('/dev/clock')).now >= now).toBe(true);

  await post('/dev/clock', { until: { account: 'vega' } });
  await end('SIGKILL');
  await start();
  const after = await steps();
  expect([before.length, before.length + 1]).toContain(after.length);
  await post('/dev/clock', { by: 'P9D' });
  expect((await steps()).filter(step => step.startsWith('vega nudge'))).toEqual(['vega nudge-1', 'vega nudge-2']);

  await end('SIGTERM');
  await start('--fresh');
  expect(await steps()).toEqual([]);
  await end('SIGTERM');
});
