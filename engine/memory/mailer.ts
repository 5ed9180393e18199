import { pacedMailer } from '../adapters/aws/paced-mailer.ts';
import { mailToSend } from '../local/mail-to-send.ts';
import type { Mailbox } from '../local/mailbox.ts';
import { ServiceError } from '../local/service-error.ts';
import type { Clock, Mailer } from '../ports/ports.ts';

/**
 * Sends to the world's mailbox, which accepts and rejects mail as SES does.
 * @param testInbox receives every mail in place of its recipients
 */
export const memoryMailer = (mailbox: Mailbox, clock: Clock, testInbox?: string): Mailer =>
  pacedMailer(
    async request => {
      const { messageId, answer } = refusedAsByClient(() => mailbox.send(mailToSend(request)));
      if (!answer) throw new Error('The connection was cut.');
      return { MessageId: messageId };
    },
    clock,
    testInbox,
  );

/** Turns a ServiceError into an error of the SDK: the mailer reads its name and status. */
const refusedAsByClient = <Result>(work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { code, status, message } = error;
    throw Object.assign(new Error(message), { name: code, $metadata: { httpStatusCode: status } });
  }
};
