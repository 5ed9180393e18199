import {
  type SESv2Client,
  type SESv2ClientConfig,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { type Clock, type Mail, MailAmbiguous, type Mailer, MailRejected, MailThrottled } from '../../ports/ports.ts';
import { leanClient } from './client-config.ts';
import { sesAddress } from './mail-address.ts';

/** One attempt only: SES has no idempotency token, so a retry by the SDK could send the mail twice. */
export const mailerClientConfig = {
  ...leanClient,
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
} satisfies SESv2ClientConfig;

/** SES counts by the second; it may also be the day's quota that is used up. */
const shortestPause = 1_000;
const longestPause = 60_000;

/**
 * SES v2. Errors carry only SES's name for the outcome: its messages quote addresses.
 * @param testInbox gets every mail instead of those it is meant for
 */
export const sesMailer = (client: SESv2Client, clock: Clock, testInbox?: string): Mailer => {
  let busy = { from: 0, until: 0 };
  let pause = shortestPause;
  return {
    send: async given => {
      const mail = testInbox === undefined ? given : redirected(given, testInbox);
      try {
        const { MessageId } = await client.send(new SendEmailCommand(request(mail)));
        pause = shortestPause;
        if (MessageId) return { messageId: MessageId };
      } catch (error) {
        const failure = failureOf(error);
        if (failure instanceof MailThrottled) {
          const from = Date.parse(clock.now());
          busy = { from, until: from + pause };
          pause = Math.min(2 * pause, longestPause);
        }
        throw failure;
      }
      throw new MailAmbiguous('SES answered without a message id');
    },
    isBusy: now => Date.parse(now) >= busy.from && Date.parse(now) < busy.until,
  };
};

/**
 * From the inbox to itself, the only address that must be verified. The id of the delivery leads to the intended contact in
 * the timeline; and readers of that inbox cannot unsubscribe a customer by the headers.
 */
const redirected = ({ headers, ...mail }: Mail, testInbox: string): Mail => ({
  ...mail,
  from: testInbox,
  to: testInbox,
  subject: `[test] ${mail.subject}`,
  headers: {
    ...Object.fromEntries(Object.entries(headers).filter(([name]) => !/^list-unsubscribe/i.test(name))),
    'X-Daymark-Delivery': mail.tags.delivery ?? 'none',
  },
});

const request = (mail: Mail): SendEmailCommandInput => {
  const tracking = mail.tracking ? 'ENABLED' : 'DISABLED';
  return {
    FromEmailAddress: sesAddress(mail.from),
    Destination: { ToAddresses: [sesAddress(mail.to)] },
    Content: {
      Simple: {
        Subject: { Data: mail.subject, Charset: 'UTF-8' },
        Body: { Html: { Data: mail.html, Charset: 'UTF-8' }, Text: { Data: mail.text, Charset: 'UTF-8' } },
        Headers: pairs(mail.headers),
      },
    },
    ConfigurationSetName: mail.configurationSet,
    EmailTags: pairs(mail.tags),
    ConfigurationOverrides: { Tracking: { OpenTrackingEnabled: tracking, ClickTrackingEnabled: tracking } },
  };
};

const pairs = (record: Readonly<Record<string, string>>): { Name: string; Value: string }[] =>
  Object.entries(record).map(([Name, Value]) => ({ Name, Value }));

const throttles = ['TooManyRequestsException', 'LimitExceededException', 'ThrottlingException', 'Throttling'];

/** Nothing has left this process: as good as a throttle, it may be tried again. */
const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CredentialsProviderError'];

/** Status 400 to 499: the mail was not accepted. Status 408, 500 and more, or no answer: the outcome is unknown. */
const failureOf = (error: unknown): Error => {
  const { name, code, status } = detailsOf(error);
  if (throttles.includes(name) || status === 429) return new MailThrottled(`SES asks to slow down: ${name}`);
  if (neverSent.includes(code ?? name)) return new MailThrottled(`SES was not reached: ${code ?? name}`);
  if (status !== undefined && status >= 400 && status < 500 && status !== 408) {
    return new MailRejected(`SES refused the mail: ${name}`);
  }
  return new MailAmbiguous(`SES gave no clear answer: ${code ?? name}`);
};

const detailsOf = (error: unknown): { name: string; code?: string; status?: number } => {
  if (!(error instanceof Error)) return { name: 'UnknownError' };
  const { name, code, $metadata } = error as Error & { code?: string; $metadata?: { httpStatusCode?: number } };
  return { name, ...(code && { code }), ...($metadata?.httpStatusCode && { status: $metadata.httpStatusCode }) };
};
