import { pacedMailer } from '../adapters/aws/paced-mailer.ts';
import { mailToSend } from '../local/mail-to-send.ts';
import type { Mailbox } from '../local/mailbox.ts';
import { ServiceError } from '../local/service-error.ts';
import type { Clock, Mailer } from '../ports/ports.ts';

/**
 * The world's mailbox, which takes and refuses what SES does.
 * @param testInbox gets every mail instead of those it is meant for
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

/** Of what an SDK client throws for a refusal, a mailer reads name and status. */
const refusedAsByClient = <Result>(work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { code, status, message } = error;
    throw Object.assign(new Error(message), { name: code, $metadata: { httpStatusCode: status } });
  }
};
