import {
  BadRequestException,
  GetAccountCommand,
  GetSuppressedDestinationCommand,
  ListSuppressedDestinationsCommand,
  MessageRejected,
  NotFoundException,
  PutSuppressedDestinationCommand,
  SESv2Client,
  SendEmailCommand,
  type SendEmailCommandInput,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../../engine/local/local-cloud.ts';
import { feedbackQueue } from '../../engine/local/world.ts';

const startAt = '2026-03-28T09:00:00.000Z';
let cloud: LocalCloud;
let ses: SESv2Client;
let events: {
  eventType: string;
  mail: { tags: Record<string, string[]>; messageId: string };
  bounce?: { bounceSubType: string };
  complaint?: { complaintSubType: string | null };
}[];

beforeEach(async () => {
  cloud = await startLocalCloud({ startAt });
  ses = new SESv2Client({ maxAttempts: 1 });
  events = [];
  cloud.registerFunction('record-feedback', ({ Records }: { Records: { body: string }[] }) => {
    events.push(...Records.map(({ body }) => JSON.parse(body)));
  });
  cloud.subscribe(feedbackQueue, 'record-feedback');
});
afterEach(async () => {
  ses.destroy();
  await cloud.stop();
});

const send = (to: string, more: Partial<SendEmailCommandInput> = {}) =>
  ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'Team <team@example.com>',
      Destination: { ToAddresses: [to] },
      Content: {
        Simple: {
          Subject: { Data: 'Grüße' },
          Body: { Html: { Data: '<p>Hi</p>' }, Text: { Data: 'Hi' } },
          Headers: [{ Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' }],
        },
      },
      EmailTags: [{ Name: 'delivery', Value: 'abc' }],
      ConfigurationSetName: 'daymark-lifecycle',
      ConfigurationOverrides: { Tracking: { OpenTrackingEnabled: 'DISABLED', ClickTrackingEnabled: 'DISABLED' } },
      ...more,
    }),
  );
const eventTypes = async () => {
  await cloud.idle('2026-03-29T00:00:00.000Z');
  return events.map(({ eventType, bounce, complaint }) =>
    [eventType, bounce?.bounceSubType ?? complaint?.complaintSubType].filter(Boolean).join(' '),
  );
};

describe('the mail service', () => {
  it('keeps each mail as its reader sees it', async () => {
    const { MessageId } = await send('jo@acme.example');
    expect(cloud.mailbox.mails()).toEqual([
      {
        messageId: MessageId,
        at: Date.parse(startAt),
        from: 'Team <team@example.com>',
        to: 'jo@acme.example',
        subject: 'Grüße',
        html: '<p>Hi</p>',
        text: 'Hi',
        headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
        tags: { delivery: 'abc' },
        configurationSet: 'daymark-lifecycle',
        tracking: false,
      },
    ]);
    expect((await ses.send(new GetAccountCommand({}))).SendQuota?.SentLast24Hours).toBe(1);
  });

  it('names mails by what they are: the same one twice gets two ids, in each run the same', async () => {
    const first = await send('jo@acme.example');
    const second = await send('jo@acme.example');
    expect([first.MessageId, second.MessageId]).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}-000001$/),
      `${first.MessageId?.slice(0, 32)}-000002`,
    ]);
  });

  it('publishes what becomes of a mail, with its tags', async () => {
    const { MessageId } = await send('jo@acme.example');
    expect(await eventTypes()).toEqual(['Send', 'Delivery']);
    expect(events[0]?.mail).toMatchObject({
      messageId: MessageId,
      tags: { delivery: ['abc'], 'ses:configuration-set': ['daymark-lifecycle'] },
    });
  });

  it.each([
    ['success+x@simulator.amazonses.com', ['Send', 'Delivery']],
    ['bounce@simulator.amazonses.com', ['Send', 'Bounce General']],
    ['complaint@simulator.amazonses.com', ['Send', 'Delivery', 'Complaint']],
    ['suppressionlist@simulator.amazonses.com', ['Send', 'Bounce OnAccountSuppressionList']],
  ])('honors %s', async (to, expected) => {
    await send(to);
    expect(await eventTypes()).toEqual(expected);
  });

  it('suppresses by the reasons of the configuration set', async () => {
    await ses.send(new PutSuppressedDestinationCommand({ EmailAddress: 'jo@acme.example', Reason: 'COMPLAINT' }));
    await send('Jo@acme.example');
    await send('jo@acme.example', { ConfigurationSetName: 'daymark-transactional' });
    expect((await eventTypes()).sort()).toEqual(['Complaint OnAccountSuppressionList', 'Delivery', 'Send', 'Send']);
    const { SuppressedDestination } = await ses.send(
      new GetSuppressedDestinationCommand({ EmailAddress: 'jo@acme.example' }),
    );
    expect(SuppressedDestination).toMatchObject({ Reason: 'COMPLAINT', LastUpdateTime: new Date(startAt) });
    const { SuppressedDestinationSummaries } = await ses.send(new ListSuppressedDestinationsCommand({}));
    expect(SuppressedDestinationSummaries).toHaveLength(1);
    await expect(ses.send(new GetSuppressedDestinationCommand({ EmailAddress: 'x@y.example' }))).rejects.toThrow(
      NotFoundException,
    );
  });

  it('refuses as SES does', async () => {
    await expect(send('jo@acme.example', { EmailTags: [{ Name: 'delivery', Value: 'a#b' }] })).rejects.toThrow(
      BadRequestException,
    );
    for (const to of [
      'no address',
      'jürgen@acme.example',
      'ada@bücher.example',
      'ada@acme..example',
      '.ada@acme.example',
      'ada@acme_x.example',
      `${'a'.repeat(65)}@acme.example`,
    ])
      await expect(send(to)).rejects.toThrow(BadRequestException);
    const withHeader = (length: number) =>
      send('jo@acme.example', {
        Content: {
          Simple: {
            Subject: { Data: 'Hi' },
            Body: { Text: { Data: 'Hi' } },
            Headers: [{ Name: 'List-Unsubscribe', Value: 'x'.repeat(length) }],
          },
        },
      });
    await expect(withHeader(871)).rejects.toThrow(BadRequestException);
    await expect(send('jo@acme.example', { FromEmailAddress: 'Jürgen <j@acme.example>' })).rejects.toThrow(
      BadRequestException,
    );
    await expect(send('jo@acme.example', { ConfigurationSetName: 'unknown' })).rejects.toThrow(NotFoundException);
    expect(cloud.mailbox.mails()).toEqual([]);
  });

  it('fails as it was told to, for as long as it was told to', async () => {
    cloud.mailbox.failNext({ kind: 'reject', times: 1, match: ({ to }) => to.startsWith('bad') });
    cloud.mailbox.failNext({ kind: 'throttle', times: 1, match: ({ to }) => to.startsWith('jo') });
    cloud.mailbox.failNext({ kind: 'error-500', times: 1, match: ({ to }) => to.startsWith('jo') });
    await expect(send('bad@acme.example')).rejects.toThrow(MessageRejected);
    await expect(send('jo@acme.example')).rejects.toThrow(TooManyRequestsException);
    await expect(send('jo@acme.example')).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    expect(cloud.mailbox.mails()).toEqual([]);
    await send('jo@acme.example');
    expect(cloud.mailbox.mails()).toHaveLength(1);
  });

  it('can lose the answer: the mail goes out, and only its events tell', async () => {
    cloud.mailbox.failNext({ kind: 'lose-answer', times: 1 });
    const error = await send('jo@acme.example').catch(problem => problem);
    expect(error).toBeInstanceOf(Error);
    expect(error.$metadata?.httpStatusCode).toBeUndefined();
    expect(cloud.mailbox.mails()).toHaveLength(1);
    expect(await eventTypes()).toEqual(['Send', 'Delivery']);
  });
});
