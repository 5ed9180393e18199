import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { Mail } from '../../ports/ports.ts';
import { sesAddress } from './mail-address.ts';

/**
 * A mail in the words of SES v2.
 * @param testInbox gets it in place of its recipient
 */
export const mailRequest = (given: Mail, testInbox?: string): SendEmailCommandInput => {
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
