import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { deliverableAddress } from '../../contacts/mail-address.ts';
import { type Clock, type Mail, MailAmbiguous, type Mailer, MailThrottled } from '../../ports/ports.ts';
import { mailFailure } from './mail-failure.ts';

export type SendEmail = (request: SendEmailCommandInput) => Promise<{ MessageId?: string | undefined }>;

/** In milliseconds: SES's rate is per second, but the daily quota may be used up, too. */
const shortestPause = 1_000;
const longestPause = 60_000;

/**
 * Pauses when SES asks to slow down.
 * @param testInbox receives every mail in place of its recipient
 */
export const pacedMailer = (sendEmail: SendEmail, clock: Clock, testInbox?: string): Mailer => {
  let busy = { from: 0, until: 0 };
  let pause = shortestPause;
  return {
    send: async mail => {
      try {
        const { MessageId } = await sendEmail(mailRequest(mail, testInbox));
        pause = shortestPause;
        if (MessageId) return { messageId: MessageId };
      } catch (error) {
        const failure = mailFailure(error);
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
 * The SES v2 request for a mail.
 * @param testInbox receives it in place of its recipient
 */
const mailRequest = (given: Mail, testInbox?: string): SendEmailCommandInput => {
  const mail = testInbox === undefined ? given : redirected(given, testInbox);
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

/**
 * Sends from the inbox to itself, so that only its address must be verified. The delivery's id leads to the intended
 * contact in the timeline. Without the unsubscribe headers, readers of the inbox cannot unsubscribe a customer by them.
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

/**
 * `ada@example.com` or `Ada <ada@example.com>` in ASCII, as SES requires: domains in Punycode, a name as encoded words
 * (RFC 2047). An address that has no such form is left for SES to reject.
 */
const sesAddress = (text: string): string => {
  const [, name = '', inBrackets] = /^(.*?)\s*<([^<>]*)>$/s.exec(text.trim()) ?? [];
  if (inBrackets === undefined) return deliverableAddress(text) ?? text;
  const address = deliverableAddress(inBrackets) ?? inBrackets;
  return name === '' ? address : `${encodedName(name)} <${address}>`;
};

const encodedName = (name: string): string => {
  if (/^[\x20-\x7e]*$/.test(name)) return name;
  const words = Array.from(chunks(name.replace(/^"(.*)"$/s, '$1')), chunk => Buffer.from(chunk).toString('base64'));
  return words.map(word => `=?UTF-8?B?${word}?=`).join(' ');
};

/** Splits text for encoded words of at most 75 characters: 12 around 45 bytes in base64. Never splits a character. */
function* chunks(text: string): Iterable<string> {
  let chunk = '';
  for (const character of text) {
    if (Buffer.byteLength(chunk + character) > 45) {
      yield chunk;
      chunk = '';
    }
    chunk += character;
  }
  yield chunk;
}
