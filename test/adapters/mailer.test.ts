import { inspect } from 'node:util';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mailerClientConfig, sesMailer } from '../../engine/adapters/aws/mailer.ts';
import type { Mail, Mailer } from '../../engine/ports/ports.ts';
import { awsAnswer, localAws, startTestServer, type TestServer } from '../support/http-server.ts';

let server: TestServer;
const clock = { now: () => '2026-03-02T09:00:00.000Z' };
let mailer: Mailer;
beforeAll(async () => {
  server = await startTestServer();
  mailer = mailerOf({
    ...mailerClientConfig,
    requestHandler: { ...mailerClientConfig.requestHandler, requestTimeout: 150 },
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.received.length = 0;
});

const mailerOf = (config: object, endpoint = server.url): Mailer =>
  sesMailer(new SESv2Client({ ...localAws(endpoint), ...config }), clock);

const mail: Mail = {
  to: 'ada@example.com',
  from: 'Acme <hello@acme.example>',
  subject: 'Grüße',
  html: '<p>Hi</p>',
  text: 'Hi',
  headers: { 'List-Unsubscribe': '<https://acme.example/u/1>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  configurationSet: 'daymark-lifecycle',
  tags: { delivery: 'abc', journey: 'onboarding' },
  tracking: false,
};

test('a mail is one Simple SendEmail with headers, tags, configuration set and tracking', async () => {
  server.answer = awsAnswer(200, { MessageId: 'm-1' });

  expect(await mailer.send(mail)).toEqual({ messageId: 'm-1' });

  expect(server.received).toHaveLength(1);
  expect(server.received[0]?.path).toBe('/v2/email/outbound-emails');
  expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({
    FromEmailAddress: 'Acme <hello@acme.example>',
    Destination: { ToAddresses: ['ada@example.com'] },
    Content: {
      Simple: {
        Subject: { Data: 'Grüße', Charset: 'UTF-8' },
        Body: { Html: { Data: '<p>Hi</p>', Charset: 'UTF-8' }, Text: { Data: 'Hi', Charset: 'UTF-8' } },
        Headers: [
          { Name: 'List-Unsubscribe', Value: '<https://acme.example/u/1>' },
          { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
        ],
      },
    },
    ConfigurationSetName: 'daymark-lifecycle',
    EmailTags: [
      { Name: 'delivery', Value: 'abc' },
      { Name: 'journey', Value: 'onboarding' },
    ],
    ConfigurationOverrides: { Tracking: { OpenTrackingEnabled: 'DISABLED', ClickTrackingEnabled: 'DISABLED' } },
  });
});

const addresses: [to: string, from: string, sentTo: string, sentFrom: string][] = [
  ['ada@bücher.example', 'hello@bücher.example', 'ada@xn--bcher-kva.example', 'hello@xn--bcher-kva.example'],
  [
    'ada@example.com',
    'Jürgen <hello@bücher.example>',
    'ada@example.com',
    '=?UTF-8?B?SsO8cmdlbg==?= <hello@xn--bcher-kva.example>',
  ],
  ['jürgen@example.com', '"Ann, Acme" <ann@acme.example>', 'jürgen@example.com', '"Ann, Acme" <ann@acme.example>'],
];

test.each(addresses)('a mail to %s from %s is in ASCII where it can be', async (to, from, sentTo, sentFrom) => {
  server.answer = awsAnswer(200, { MessageId: 'm-1' });

  await mailer.send({ ...mail, to, from });

  expect(JSON.parse(server.received[0]?.body ?? '')).toMatchObject({
    FromEmailAddress: sentFrom,
    Destination: { ToAddresses: [sentTo] },
  });
});

test('a long name is several encoded words, none of which is longer than allowed or splits a character', async () => {
  server.answer = awsAnswer(200, { MessageId: 'm-1' });
  const name = '株式会社サンプル・カスタマーサクセス部・オンボーディング担当 👩‍👩‍👧';

  await mailer.send({ ...mail, from: `${name} <ann@acme.example>` });

  const from: string = JSON.parse(server.received[0]?.body ?? '').FromEmailAddress;
  const words = from.replace(/ <.*/, '').split(' ');
  expect(words.length).toBeGreaterThan(1);
  for (const word of words) expect(word).toMatch(/^=\?UTF-8\?B\?[\w+/=]{1,63}\?=$/);
  const decoded = words.map(word => Buffer.from(word.slice(10, -2), 'base64').toString());
  expect(decoded.join('')).toBe(name);
  expect(decoded.join('')).not.toContain('\ufffd');
});

test('tracking is on where the mail says so', async () => {
  server.answer = awsAnswer(200, { MessageId: 'm-1' });

  await mailer.send({ ...mail, tracking: true });

  expect(JSON.parse(server.received[0]?.body ?? '').ConfigurationOverrides.Tracking.OpenTrackingEnabled).toBe(
    'ENABLED',
  );
});

const answers: [string, TestServer['answer'], 'MailRejected' | 'MailThrottled' | 'MailAmbiguous'][] = [
  ['MessageRejected', awsAnswer(400, { message: 'ada@example.com' }, 'MessageRejected'), 'MailRejected'],
  ['MailFromDomainNotVerified', awsAnswer(400, {}, 'MailFromDomainNotVerifiedException'), 'MailRejected'],
  ['AccountSuspended', awsAnswer(400, {}, 'AccountSuspendedException'), 'MailRejected'],
  ['SendingPaused', awsAnswer(400, {}, 'SendingPausedException'), 'MailRejected'],
  ['BadRequest', awsAnswer(400, {}, 'BadRequestException'), 'MailRejected'],
  ['NotFound', awsAnswer(404, {}, 'NotFoundException'), 'MailRejected'],
  ['an error of 400 that nobody knows', awsAnswer(400, {}, 'SomethingNewException'), 'MailRejected'],
  ['TooManyRequests', awsAnswer(429, {}, 'TooManyRequestsException'), 'MailThrottled'],
  ['LimitExceeded', awsAnswer(400, {}, 'LimitExceededException'), 'MailThrottled'],
  ['Throttling', awsAnswer(400, {}, 'ThrottlingException'), 'MailThrottled'],
  ['InternalServiceError', awsAnswer(500, {}, 'InternalServiceErrorException'), 'MailAmbiguous'],
  [
    '503 with a page of a proxy',
    response => response.writeHead(503, { 'content-type': 'text/html' }).end('<html>'),
    'MailAmbiguous',
  ],
  [
    '200 with half an answer',
    response => response.writeHead(200, { 'content-type': 'application/json' }).end('{"Mess'),
    'MailAmbiguous',
  ],
  ['200 without a message id', awsAnswer(200, {}), 'MailAmbiguous'],
  ['408', awsAnswer(408, {}, 'RequestTimeoutException'), 'MailAmbiguous'],
  ['a connection that breaks off', response => response.destroy(), 'MailAmbiguous'],
  ['no answer in time', () => undefined, 'MailAmbiguous'],
];

test.each(answers)('%s: tried once, and told for what it is', async (_, answer, name) => {
  server.answer = answer;

  const error = await mailer.send(mail).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ name });
  expect(server.received).toHaveLength(1);
  expect(inspect(error)).not.toContain('example.com');
});

test('a mail service that was never reached has sent nothing', async () => {
  const closed = await startTestServer();
  await closed.stop();

  await expect(mailerOf(mailerClientConfig, closed.url).send(mail)).rejects.toMatchObject({ name: 'MailThrottled' });
});

test('who was asked to slow down is busy for a second, and longer each time that a mail does not go; a refusal says nothing of that', async () => {
  const asked = mailerOf(mailerClientConfig);
  const isBusyAt = (seconds: string) => asked.isBusy(`2026-03-02T09:00:${seconds}Z`);
  const send = async (status: number, error: string) => {
    server.answer = awsAnswer(status, { MessageId: 'm-1' }, error);
    await asked.send(mail).catch(() => undefined);
  };

  await send(400, 'MessageRejected');
  expect(isBusyAt('00.000')).toBe(false);
  await send(429, 'TooManyRequestsException');
  expect([isBusyAt('00.000'), isBusyAt('00.999'), isBusyAt('01.000')]).toEqual([true, true, false]);
  await send(429, 'TooManyRequestsException');
  expect([isBusyAt('01.999'), isBusyAt('02.000')]).toEqual([true, false]);
  for (let times = 0; times < 10; times++) await send(429, 'TooManyRequestsException');
  expect([isBusyAt('59.999'), asked.isBusy('2026-03-02T09:01:00.000Z')]).toEqual([true, false]);

  server.answer = awsAnswer(200, { MessageId: 'm-1' });
  await asked.send(mail);
  await send(429, 'TooManyRequestsException');
  expect([isBusyAt('00.999'), isBusyAt('01.000')]).toEqual([true, false]);
});

test('a test inbox gets the mail instead: from itself, without a way to unsubscribe somebody, and nobody’s address', async () => {
  server.answer = awsAnswer(200, { MessageId: 'm-1' });
  const redirecting = sesMailer(
    new SESv2Client({ ...localAws(server.url), ...mailerClientConfig }),
    clock,
    'inbox@acme.example',
  );

  await redirecting.send(mail);

  const sent = JSON.parse(server.received[0]?.body ?? '');
  expect(sent).toMatchObject({
    FromEmailAddress: 'inbox@acme.example',
    Destination: { ToAddresses: ['inbox@acme.example'] },
    Content: {
      Simple: {
        Subject: { Data: '[test] Grüße' },
        Headers: [{ Name: 'X-Daymark-Delivery', Value: 'abc' }],
      },
    },
  });
  expect(JSON.stringify(sent)).not.toContain('ada@example.com');
});
