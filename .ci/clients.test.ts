import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listenTo, projectRoot, startDaymark, type Workplace, workplace } from '../test/support/cli.ts';
import { type BrowserPage, startBrowser } from './browser.ts';
import { daymark } from './daymark.ts';

/** Third-party client libraries, installed as their users do, pointed at `daymark dev`. `.ci/run` installs `.ci/clients`. */
let here: Workplace;
let dev: ChildProcess;
let url: string;
let app: Server;
let origin: string;

beforeAll(async () => {
  ({ app, origin } = await startApp());
  here = await workplace();
  dev = startDaymark(['dev', '--port', '0', '--origin', origin, '--journeys', `${projectRoot}/journeys`], {
    cwd: here.folder,
  });
  const said = listenTo(dev);
  while (!said().stdout.includes('/dev/mails')) {
    if (dev.exitCode !== null) throw new Error(said().stderr);
    await once(dev.stdout ?? dev, 'data');
  }
  url = /http:\/\/127\.0\.0\.1:\d+/.exec(said().stdout)?.[0] ?? '';
});
afterAll(async () => {
  app?.close();
  dev?.kill('SIGINT');
  if (dev?.exitCode === null) await once(dev, 'exit');
  await here?.remove();
});

/** A page of an application, with Segment's library bundled as its users do. */
const startApp = async (): Promise<{ app: Server; origin: string }> => {
  const { outputFiles } = await build({
    entryPoints: ['.ci/clients/page.mjs'],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'error',
  });
  const script = outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(
      isScript ? script : '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>',
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { app: server, origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` };
};

const client = async <Said>(name: string, args: readonly string[], input = ''): Promise<Said> => {
  const child = spawn(process.execPath, [`.ci/clients/${name}.mjs`, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  return JSON.parse((await text(child.stdout)).trim()) as Said;
};

const happenedTo = async (account: string): Promise<string[]> => {
  const lines = (await (await fetch(`${url}/dev/timeline`)).json()) as Record<string, string>[];
  return lines
    .filter(line => line.account === account)
    .map(({ type, journey, trigger }) => `${type} ${journey} ${trigger ?? ''}`);
};
const toHaveBegun = (account: string, journey: string, trigger: string) =>
  expect
    .poll(() => happenedTo(account), { timeout: 20_000 })
    .toEqual(expect.arrayContaining([`enrolled ${journey} ${trigger}`]));
const mailsTo = async (address: string): Promise<unknown[]> => {
  const mails = (await (await fetch(`${url}/dev/mails`)).json()) as { to: string }[];
  return mails.filter(({ to }) => to === address);
};

test('Segment’s library for servers: a batch is taken, its one bad call is told, and a visitor is who signed in', async () => {
  expect(await client('segment-node', [url])).toEqual({
    errors: [],
    delivered: ['track', 'identify', 'group', 'track', 'track', 'page', 'alias'],
  });
  await toHaveBegun('seg', 'onboarding', 'Account Created');
  await expect.poll(() => mailsTo('ada@seg.example')).toHaveLength(1);
  const { stdout } = await daymark('unmatched', '--dev', url);
  expect(
    stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toMatchObject([{ id: 'segment:seg-bad', field: 'event' }]);
});

test('RudderStack’s library for servers, which packs what it sends', async () => {
  expect(await client('rudder-node', [url])).toEqual({ answers: ['ok', 'ok', 'ok', 'ok'] });
  await toHaveBegun('rudder', 'onboarding', 'Account Created');
  await expect.poll(() => mailsTo('ada@rudder.example')).toHaveLength(1);
});

describe('Stripe’s own signatures', () => {
  const payload = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'plan.created',
    created: 1_772_000_000,
    data: { object: {} },
  });
  const post = (body: string, signature: string) =>
    fetch(`${url}/v1/billing/stripe`, { method: 'POST', body, headers: { 'stripe-signature': signature } });

  test('are accepted, of the very bytes that were signed', async () => {
    const signature = await client<string>('stripe-signature', ['whsec_local'], payload);
    expect((await post(payload, signature)).status).toBe(200);
    expect((await post(` ${payload}`, signature)).status).toBe(400);
    expect((await post(payload, await client<string>('stripe-signature', ['whsec_other'], payload))).status).toBe(400);
  });
});

describe('Segment’s library for pages', () => {
  let page: BrowserPage;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ page, stop } = await startBrowser());
    await fetch(`${url}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('local:')}` },
      body: JSON.stringify({
        batch: ['web', 'web-batch', 'web-beacon'].flatMap(account => [
          {
            type: 'group',
            messageId: `g-${account}`,
            userId: `${account}-ada`,
            groupId: account,
            traits: { name: 'Web', touchModel: 'low', plan: 'free' },
          },
          {
            type: 'identify',
            messageId: `i-${account}`,
            userId: `${account}-ada`,
            traits: { email: `ada@${account}.example`, role: 'admin' },
          },
        ]),
      }),
    });
  });
  afterAll(() => stop?.());

  test.each([
    ['web', ''],
    ['web-batch', '&batching'],
  ])('tracks what the catalog marks, of %s', async (account, how) => {
    const { token } = (await (await fetch(`${url}/dev/token?account=${account}&user=${account}-ada`)).json()) as {
      token: string;
    };
    const query = `daymark=${encodeURIComponent(url)}&token=${token}${how}`;
    await page.visit(`${origin}/?${query}`, { width: 1000 });
    await page.until(() => (window as unknown as { ready?: boolean }).ready);
    await page.evaluate(async (user: string) => {
      const { analytics } = window as unknown as {
        analytics: Record<string, (...args: unknown[]) => Promise<unknown>>;
      };
      await analytics.page?.('Home');
      await analytics.identify?.(user, { email: 'eve@evil.example' });
      for (const feature of ['timeline', 'reports', 'exports'])
        await analytics.track?.('Premium Feature Attempted', { feature });
      await analytics.track?.('Account Created', { plan: 'pro' });
    }, `${account}-ada`);
    await toHaveBegun(account, 'premium-interest', 'Premium Feature Attempted');
    expect((await happenedTo(account)).filter(line => line.includes('Account Created'))).toEqual([]);
    expect(await mailsTo('eve@evil.example')).toEqual([]);
  });

  test('and so does a beacon of a page that is left, with the key in its text', async () => {
    await page.visit(`${origin}/?daymark=${encodeURIComponent(url)}`, { width: 1000 });
    await page.evaluate((daymark: string) => {
      for (const index of [1, 2, 3]) {
        const call = { messageId: `beacon-${index}`, userId: 'web-beacon-ada', event: 'Premium Feature Attempted' };
        navigator.sendBeacon(
          `${daymark}/v1/t`,
          JSON.stringify({ writeKey: 'local-browser', ...call, properties: { feature: 'x' } }),
        );
      }
      location.href = 'about:blank';
    }, url);
    await toHaveBegun('web-beacon', 'premium-interest', 'Premium Feature Attempted');
  });
});
