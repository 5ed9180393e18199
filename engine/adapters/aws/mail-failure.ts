import { MailAmbiguous, MailRejected, MailThrottled } from '../../ports/ports.ts';

const throttles = ['TooManyRequestsException', 'LimitExceededException', 'ThrottlingException', 'Throttling'];

/** Error codes that mean that nothing was sent: treated like a throttle, so that the mail is retried. */
const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CredentialsProviderError'];

/**
 * The meaning of an SES error. Only its name is used, because its messages quote addresses. Status 400 to 499, except
 * 408: the mail was not accepted. Status 408, 500 and above, or no answer: the outcome is unknown.
 */
export const mailFailure = (error: unknown): Error => {
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
