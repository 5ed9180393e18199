import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { type Clock, MailAmbiguous, type Mailer, MailThrottled } from '../../ports/ports.ts';
import { mailFailure } from './mail-failure.ts';
import { mailRequest } from './mail-request.ts';

export type SendEmail = (request: SendEmailCommandInput) => Promise<{ MessageId?: string | undefined }>;

/** SES counts by the second; it may also be the day's quota that is used up. */
const shortestPause = 1_000;
const longestPause = 60_000;

/**
 * Pauses for a while when SES asks to slow down.
 * @param testInbox gets every mail instead of those it is meant for
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
