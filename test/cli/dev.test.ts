import type { ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactJson } from '../../engine/cli/verb-json.ts';
import {
  daymark,
  descendantsOf,
  isAlive,
  listenTo,
  projectRoot,
  startDaymark,
  type Workplace,
  workplace,
} from '../support/cli.ts';
import { paymentFailed } from '../support/recorded-events.ts';

let here: Workplace;
let dev: ChildProcess;
let said: ReturnType<typeof listenTo>;
let url: string;
let database: number[];

beforeAll(async () => {
  here = await workplace();
  dev = startDaymark(['dev', '--port', '0', '--journeys', `${projectRoot}/journeys`], { cwd: here.folder });
  said = listenTo(dev);
  while (!said().stdout.includes('/dev/mails')) {
    if (dev.exitCode !== null) throw new Error(said().stderr);
    await once(dev.stdout ?? dev, 'data');
  }
  url = /http:\/\/127\.0\.0\.1:\d+/.exec(said().stdout)?.[0] ?? '';
  database = (await descendantsOf(dev.pid ?? 0)).map(({ pid }) => pid);
});
afterAll(async () => {
  dev.kill('SIGKILL');
  await here.remove();
});

const basic = (key: string) => ({ authorization: `Basic ${btoa(`${key}:`)}` });

const post = async (path: string, body: unknown, headers: Record<string, string> = basic('local')) => {
  const response = await fetch(url + path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  return [response.status, await response.json()] as [number, Record<string, unknown>];
};

const get = async (path: string) => (await fetch(url + path)).json() as Promise<Record<string, string>[]>;

const signature = (body: string, secret = 'whsec_local', at = Math.floor(Date.now() / 1000)) => ({
  'stripe-signature': `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`,
});

const refused = (status: number, code: string, message: RegExp | string, field?: string) => [
  status,
  { error: { code, message: expect.stringMatching(message), ...(field && { field }) } },
];

test('it says where the console is, which opens', async () => {
  const [, console = ''] = /open the console +(\S+)$/m.exec(said().stdout) ?? [];
  expect(await (await fetch(console)).text()).toContain('<script type="module" src="/console.js">');
});

test('what is sent over HTTP happens at once, and the rest when the clock is moved', async () => {
  const [, printed = ''] = /\/v1\/batch .* -d '(.*)'$/m.exec(said().stdout) ?? [];
  expect(await post('/v1/batch', printed)).toEqual([200, { success: true }]);
  expect(
    await post('/v1/group', { messageId: '4', groupId: 'acme', traits: { stripeCustomerId: 'cus_acme' } }),
  ).toEqual([200, { success: true }]);
  const steps = async () =>
    (await get('/dev/timeline'))
      .filter(({ journey }) => journey === 'onboarding')
      .map(({ type, step }) => step ?? type);
  expect(await steps()).toEqual(['enrolled', 'welcome']);

  const [status, { now: before }] = [200, (await (await fetch(`${url}/dev/clock`)).json()) as { now: string }];
  expect(status).toBe(200);
  const [, { now: after }] = await post('/dev/clock', { by: 'P8D' });
  expect(Date.parse(String(after)) - Date.parse(before)).toBeGreaterThanOrEqual(8 * 86_400_000);
  expect(await post('/dev/clock', { to: before })).toEqual([
    400,
    { error: { code: 'bad_request', message: expect.stringContaining('only goes forward, and stands at 20') } },
  ]);
  expect(await steps()).toEqual(['enrolled', 'welcome', 'core-workflow-tour', 'first-project']);
  expect((await get('/dev/mails')).map(({ to }) => to)).toEqual(['ada@acme.example', 'ada@acme.example']);
});

test('prompts can be fetched and reported by whom a token names', async () => {
  const token = async (query: string) =>
    ((await (await fetch(`${url}/dev/token?${query}`)).json()) as { token: string }).token;
  const prompts = async (user: string) => {
    const headers = { authorization: `Bearer ${await token(`account=acme&user=${user}`)}` };
    const response = await fetch(`${url}/v1/prompts?placement=home&path=/home`, { headers });
    return ((await response.json()) as { prompts: { id: string; key: string; locale: string }[] }).prompts;
  };
  const [tour] = await prompts('ada');
  expect(tour).toMatchObject({ key: 'core-workflow-tour', kind: 'modal', title: expect.any(String) });

  const { now: at } = (await (await fetch(`${url}/dev/clock`)).json()) as { now: string };
  const events = [{ id: 'r1', promptId: tour?.id, type: 'dismissed', at }];
  const authorization = `Bearer ${await token('account=acme&user=ada')}`;
  expect(await post('/v1/prompts/events', { events }, { authorization })).toEqual([
    202,
    { accepted: 1, duplicate: 0, unknown: 0 },
  ]);
  expect(await prompts('ada')).toEqual([]);
  expect(await prompts('bea')).toMatchObject([{ key: 'core-workflow-tour' }]);
  expect((await fetch(`${url}/v1/prompts`)).status).toBe(401);
});

test('a person can be shown what is kept of them, be erased, and let in again, from another process', async () => {
  const identify = (id: string, user: string, traits: object, timestamp: string) =>
    post('/v1/identify', { messageId: id, userId: user, context: { groupId: 'umbra' }, traits, timestamp });
  const contact = (...args: string[]) => daymark(['contact', ...args, '--dev', url], { cwd: here.folder });
  const now = async () => ((await (await fetch(`${url}/dev/clock`)).json()) as { now: string }).now;
  const early = await now();
  await identify('u1', 'uma', { email: 'uma@umbra.example', name: 'Uma' }, early);

  const exported = await contact('export', 'umbra', 'uma');
  expect(JSON.parse(exported.stdout)).toMatchObject({ contact: { attributes: { name: { value: 'Uma' } } } });
  expect(await contact('erase', 'umbra', 'uma')).toMatchObject({ code: 0, stdout: 'umbra uma: erased\n' });
  const json = async (...args: string[]) => contactJson.parse(JSON.parse((await contact(...args, '--json')).stdout));
  expect(await json('erase', 'umbra', 'uma')).toMatchObject({ contact: 'uma', outcome: 'erased before' });
  await identify('u2', 'uma', { email: 'uma@umbra.example' }, early);
  expect(await contact('export', 'umbra', 'uma')).toMatchObject({ code: 1, stdout: '' });

  const log = await contact('erasures');
  expect(log.stdout).toMatch(/^\{"account":"umbra","contact":"uma".*\}\n$/);
  expect(log.stdout).not.toContain('@');
  await writeFile(join(here.folder, 'erasures.jsonl'), log.stdout);
  expect(await json('erasures')).toMatchObject([{ account: 'umbra', contact: 'uma' }]);
  expect((await contact('replay', 'erasures.jsonl')).stdout).toContain('1 erasures replayed; 0 of these');
  expect(await json('replay', 'erasures.jsonl')).toEqual({ replayed: 1, found: 0 });

  await post('/dev/clock', { by: 'PT1H' });
  await identify('u3', 'uma', { email: 'UMA@umbra.example' }, await now());
  expect(await contact('export', 'umbra', 'uma')).toMatchObject({ stdout: expect.stringContaining('"erased"') });
  expect(await json('readmit', 'umbra', 'uma')).toEqual({ account: 'umbra', contact: 'uma', outcome: 'readmitted' });
  expect(await contact('readmit', 'umbra', 'uma')).toMatchObject({
    code: 1,
    errors: [expect.stringContaining('nothing bars'), expect.any(String)],
  });
});

test('a page shows any prompt at once', async () => {
  expect(await (await fetch(`${url}/dev/prompts?account=globex&user=cy`)).text()).toContain('<daymark-prompts');
  expect(await (await fetch(`${url}/dev/prompts.js`)).text()).toContain('daymark-prompts');
  expect(await get('/dev/prompts/templates')).toContain('payment-banner');
  expect(await post('/dev/prompts', { account: 'globex', template: 'payment-banner' })).toEqual([
    200,
    { id: expect.any(String) },
  ]);
  expect(await post('/dev/prompts', { account: 'globex', template: 'welcome' })).toEqual(
    refused(400, 'bad_request', 'There is no prompt "welcome"'),
  );
});

test('an event of Stripe must be signed, with the clock as it stands there', async () => {
  const { now } = (await (await fetch(`${url}/dev/clock`)).json()) as { now: string };
  const at = Math.floor(Date.parse(now) / 1000);
  const event = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'customer.subscription.deleted',
    created: at,
    data: { object: { object: 'subscription', id: 'sub_1', customer: 'cus_acme', status: 'canceled' } },
  });
  const stripe = (headers: Record<string, string>) => post('/v1/billing/stripe', event, headers);
  const bad = refused(400, 'bad_signature', /signature/);
  expect(await stripe({})).toEqual(bad);
  expect(await stripe(signature(event, 'whsec_wrong', at))).toEqual(bad);
  expect(await stripe(signature(event, 'whsec_local', at - 400))).toEqual(bad);
  expect(await stripe(signature(`${event} `, 'whsec_local', at))).toEqual(bad);
  expect((await get('/dev/timeline')).at(-1)?.type).toBe('touch');

  expect(await stripe(signature(event, 'whsec_local', at))).toEqual([200, { success: true, published: 1 }]);
  expect(await get('/dev/timeline')).toContainEqual(
    expect.objectContaining({ type: 'exited', reason: 'subscription.canceled' }),
  );
});

test('a CSM sees a task with a token of dev, and resolves it', async () => {
  await post('/v1/group', {
    messageId: 'g2',
    groupId: 'late-payer',
    traits: { name: 'Late Payer', owner: 'maya', stripeCustomerId: 'cus_late-payer' },
  });
  const { now } = (await (await fetch(`${url}/dev/clock`)).json()) as { now: string };
  const event = JSON.stringify(paymentFailed('late-payer', `${now.slice(0, 19)}Z`, null, { attempt_count: 4 }));
  const at = Math.floor(Date.parse(now) / 1000);
  expect(await post('/v1/billing/stripe', event, signature(event, 'whsec_local', at))).toMatchObject([200, {}]);
  await get('/dev/timeline');

  const tokenOf = async (csm: string) =>
    ((await (await fetch(`${url}/dev/token?csm=${csm}`)).json()) as { token: string }).token;
  const bearer = { authorization: `Bearer ${await tokenOf('maya')}` };
  const list = async (headers: Record<string, string>) => {
    const response = await fetch(`${url}/v1/tasks`, { headers });
    return (await response.json()) as { tasks: { id: string; summary: string }[] };
  };
  const { tasks } = await list(bearer);
  expect(tasks).toMatchObject([{ summary: expect.stringMatching(/^Late Payer: payment escalation\./), owner: 'maya' }]);
  expect((await list({ authorization: `Bearer ${await tokenOf('ruth')}` })).tasks).toHaveLength(1);
  expect((await list({ authorization: `Bearer ${await tokenOf('tom')}` })).tasks).toEqual([]);
  expect((await fetch(`${url}/v1/tasks`)).status).toBe(401);
  expect((await fetch(`${url}/dev/token?csm=eve`)).status).toBe(400);

  const resolve = `/v1/tasks/${tasks[0]?.id}/resolve`;
  expect(await post(resolve, { outcome: 'done' }, bearer)).toEqual(
    refused(400, 'invalid_request', /one of/, 'outcome'),
  );
  expect(await post(resolve, { outcome: 'plan_agreed' }, bearer)).toMatchObject([202, { success: true }]);
  expect((await get('/dev/timeline')).at(-1)).toMatchObject({
    type: 'task',
    action: 'resolved',
    outcome: 'plan_agreed',
  });
  expect((await list(bearer)).tasks).toEqual([]);

  await post('/dev/clock', { by: 'PT5S' });
  const events = (await get('/dev/events')) as unknown as { bus: string; detail: { change: string } }[];
  expect(events.map(({ bus, detail }) => [bus, detail.change])).toEqual([
    ['daymark', 'opened'],
    ['daymark', 'resolved'],
  ]);
});

test('a request that cannot be taken is refused with its reason', async () => {
  const track = { messageId: '9', userId: 'ada', event: 'Signed In', context: { groupId: 'acme' } };
  expect(await post('/v1/track', track, {})).toEqual(refused(401, 'unauthorized', 'write key'));
  expect(await post('/v1/track', track, basic('guess'))).toEqual(refused(401, 'unauthorized', 'write key'));
  expect(await post('/v1/track', '{')).toEqual(refused(400, 'invalid_json', 'not JSON'));
  expect(await post('/v1/track', '[]')).toEqual(refused(400, 'invalid_request', 'JSON object'));
  expect(await post('/v1/track', { ...track, messageId: undefined })).toEqual(
    refused(400, 'invalid_request', /messageId/, 'messageId'),
  );
  expect(await post('/v1/track', { ...track, userId: undefined, context: {} })).toEqual(
    refused(400, 'invalid_request', /context\.groupId/, 'userId'),
  );
  expect(await post('/v1/batch', { batch: {} })).toEqual(refused(400, 'invalid_request', 'list of calls', 'batch'));
  expect(await post('/v1/track', { ...track, properties: { text: 'x'.repeat(33_000) } })).toEqual(
    refused(413, 'call_too_large', '32 KB'),
  );
  expect(await post('/v1/batch', { batch: [], text: 'x'.repeat(600_000) })).toEqual(
    refused(413, 'body_too_large', '500 KB'),
  );
  expect(await post('/v1/trak', track)).toEqual(refused(404, 'not_found', 'There is no POST /v1/trak'));
  expect(await post('//', track)).toEqual(refused(404, 'not_found', 'There is no POST //'));
  for (const move of ['', '{', 'null', { by: '3 days' }, { to: 'tomorrow' }, { by: 'P1D', to: '2030-01-01T00:00:00Z' }])
    expect(await post('/dev/clock', move)).toEqual(refused(400, 'bad_request', /Send \{"by":"P3D"\}/));
});

test('what somebody answers in the application reaches journeys, once', async () => {
  const { token } = (await (await fetch(`${url}/dev/token?account=acme&user=ada`)).json()) as { token: string };
  const [, { id: promptId }] = await post('/dev/prompts', { account: 'acme', template: 'nps-survey' });
  const { now: at } = (await (await fetch(`${url}/dev/clock`)).json()) as { now: string };
  const answer = (id: string, score: number) => ({ id, promptId, type: 'answered', score, at });
  const beacon = { token, events: [answer('a1', 3), answer('a2', 9)] };
  expect(await post('/v1/prompts/events', beacon, { 'content-type': 'text/plain' })).toEqual([
    202,
    { accepted: 2, duplicate: 0, unknown: 0 },
  ]);
  const entered = (await get('/dev/timeline')).filter(
    ({ type, trigger }) => type === 'enrolled' && trigger === 'Survey Responded',
  );
  expect(entered.map(({ journey }) => journey)).toEqual(['nps-detractor']);
});

test('a port that is taken is said to be', async () => {
  const second = await daymark(['dev', '--port', new URL(url).port, '--journeys', `${projectRoot}/journeys`], {
    cwd: here.folder,
  });
  expect(second).toMatchObject({
    code: 1,
    stdout: '',
    errors: [`Port ${new URL(url).port} is taken.`, expect.stringContaining('--port')],
  });
});

test('Ctrl-C ends it, and what it started', async () => {
  expect(database).toHaveLength(1);
  const ended = once(dev, 'exit');
  dev.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(database.filter(isAlive)).toEqual([]);
  expect(said().stderr).toBe('');
  await expect(fetch(url)).rejects.toThrow();
});

test('it ends with what happened and what to do when its DynamoDB is gone', async () => {
  const other = startDaymark(['dev', '--port', '0', '--journeys', `${projectRoot}/journeys`], { cwd: here.folder });
  const heard = listenTo(other);
  while (!heard().stdout.includes('/dev/mails')) await once(other.stdout ?? other, 'data');
  const ended = once(other, 'close');
  for (const { pid } of await descendantsOf(other.pid ?? 0)) process.kill(pid, 'SIGKILL');
  expect(await ended).toEqual([1, null]);
  expect(heard().stderr).toBe('The embedded DynamoDB exited on its own (137)\nstart the command again\n');
});
