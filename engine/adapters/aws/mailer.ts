import { type SESv2Client, type SESv2ClientConfig, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Clock, Mailer } from '../../ports/ports.ts';
import { leanClient } from './client-config.ts';
import { pacedMailer } from './paced-mailer.ts';

/** One attempt only: SES has no idempotency token, so a retry by the SDK could send the mail twice. */
export const mailerClientConfig: Pick<SESv2ClientConfig, keyof typeof leanClient | 'maxAttempts' | 'requestHandler'> = {
  ...leanClient,
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};

/**
 * SES v2. Errors carry only SES's name for the outcome, because its messages quote addresses.
 * @param testInbox receives every mail in place of its recipient
 */
export const sesMailer = (client: SESv2Client, clock: Clock, testInbox?: string): Mailer =>
  pacedMailer(request => client.send(new SendEmailCommand(request)), clock, testInbox);
