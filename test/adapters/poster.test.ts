import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { httpsPoster } from '../../engine/adapters/aws/poster.ts';
import type { Poster } from '../../engine/ports/poster.ts';
import { startTestServer, type TestServer } from '../support/http-server.ts';

let server: TestServer;
let poster: Poster;
beforeAll(async () => {
  server = await startTestServer();
  const destinations = {
    slack: { sales: { url: `${server.url}/services/T0/secret-path` } },
    webhook: { crm: { url: `${server.url}/hook?key=secret-key`, secret: 'a secret of ours' } },
  };
  const clock = { now: () => '2026-03-01T09:00:00.000Z' };
  poster = httpsPoster(destinations, { clock, pausesInMilliseconds: [1, 2, 3], timeoutInMilliseconds: 300 });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.received.length = 0;
  server.answer = response => response.end('ok');
});

const crm = { kind: 'webhook', name: 'crm' } as const;

test('Slack gets the JSON and no signature', async () => {
  await poster.post({ kind: 'slack', name: 'sales' }, { text: 'Acme trips' }, 'd1');

  const [post] = server.received;
  expect(post).toMatchObject({ method: 'POST', path: '/services/T0/secret-path', body: '{"text":"Acme trips"}' });
  expect(post?.headers['content-type']).toBe('application/json');
  expect(post?.headers).not.toHaveProperty('daymark-signature');
});

test('a webhook is signed over time and body, and named for the receiver to drop a repeated one', async () => {
  await poster.post(crm, { account: 'acme' }, 'd1');

  const [post] = server.received;
  const expected = createHmac('sha256', 'a secret of ours').update('1772355600.{"account":"acme"}').digest('hex');
  expect(post?.headers['daymark-signature']).toBe(`t=1772355600,v1=${expected}`);
  expect(post?.headers['idempotency-key']).toBe('d1');
});

const outages: [string, TestServer['answer']][] = [
  ['500', response => response.writeHead(500).end()],
  ['429 with a wait that is over', response => response.writeHead(429, { 'retry-after': '0' }).end()],
  ['a broken connection', response => response.destroy()],
  ['no answer in time', () => undefined],
];

test.each(outages)('%s is tried again, with the same key', async (_, outage) => {
  server.answer = (response, request, count) => (count < 3 ? outage(response, request, count) : response.end());

  await poster.post(crm, {}, 'd1');

  expect(server.received.map(post => post.headers['idempotency-key'])).toEqual(['d1', 'd1', 'd1']);
});

test.each(outages)('%s that lasts is given up after the third retry', async (_, outage) => {
  server.answer = outage;

  const error = await poster.post(crm, {}, 'd1').catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ name: 'PostUnavailable', message: expect.stringContaining('webhook "crm"') });
  expect(server.received).toHaveLength(4);
});

test.each([408, 425, 429, 500, 503])('%d is no refusal', async status => {
  server.answer = response => response.writeHead(status).end();

  await expect(poster.post(crm, {}, 'd1')).rejects.toMatchObject({ name: 'PostUnavailable', retryAfterSeconds: 0 });
});

test.each([
  ['3600', 3600],
  ['Sun, 01 Mar 2026 09:02:00 GMT', 120],
])('a wait of more than some seconds is left to the caller: %s', async (text, seconds) => {
  server.answer = response => response.writeHead(429, { 'retry-after': text }).end();

  const error = await poster.post(crm, {}, 'd1').catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ name: 'PostUnavailable', retryAfterSeconds: seconds });
  expect(server.received).toHaveLength(1);
});

test.each(['soon', '-5', 'Sun, 01 Mar 2026 08:00:00 GMT'])('a wait that is none is ignored: %s', async text => {
  server.answer = (response, _, count) =>
    count < 2 ? response.writeHead(429, { 'retry-after': text }).end() : response.end();

  await poster.post(crm, {}, 'd1');

  expect(server.received).toHaveLength(2);
});

const sales = { kind: 'slack', name: 'sales' } as const;

test.each(outages.filter(([name]) => !name.startsWith('429')))(
  '%s leaves open whether Slack has the post: it is not repeated there, as Slack drops nothing',
  async (_, outage) => {
    server.answer = outage;

    const error = await poster.post(sales, {}, 'd1').catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ name: 'PostUnanswered', message: expect.stringContaining('slack "sales"') });
    expect(inspect(error)).not.toMatch(/secret|127\.0\.0\.1/);
    expect(server.received).toHaveLength(1);
  },
);

test('Slack that asks to slow down has not got the post', async () => {
  server.answer = (response, _, count) => (count < 3 ? response.writeHead(429) : response).end();

  await poster.post(sales, {}, 'd1');

  expect(server.received).toHaveLength(3);
});

test('Slack that cannot be reached has not got the post', async () => {
  const { url, stop } = await startTestServer();
  await stop();
  const gone = httpsPoster(
    { slack: { sales: { url } }, webhook: {} },
    { clock: { now: () => '2026-03-01T09:00:00.000Z' }, pausesInMilliseconds: [1] },
  );
  await expect(gone.post(sales, {}, 'd1')).rejects.toMatchObject({ name: 'PostUnavailable' });
});

test.each([400, 404, 410])('%d is final', async status => {
  server.answer = response => response.writeHead(status).end();

  await expect(poster.post(crm, {}, 'd1')).rejects.toThrow(`it answered ${status}`);
  expect(server.received).toHaveLength(1);
});

test('a redirect is not followed', async () => {
  server.answer = response => response.writeHead(302, { location: `${server.url}/elsewhere` }).end();

  await expect(poster.post(crm, {}, 'd1')).rejects.toThrow('it answered 302');
  expect(server.received).toHaveLength(1);
});

test.each(['erp', 'constructor'])('a destination that nobody configured is named: %s', async name => {
  await expect(poster.post({ kind: 'webhook', name }, {}, 'd1')).rejects.toThrow(
    `No webhook "${name}": add it to DAYMARK_DESTINATIONS.`,
  );
});

test('no error tells the address or the secret', async () => {
  server.answer = response => response.destroy();

  const error = await poster.post(crm, {}, 'd1').catch((thrown: unknown) => thrown);

  expect(inspect(error)).not.toMatch(/secret|127\.0\.0\.1|hook\?/);
});
