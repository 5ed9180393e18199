import { mailAddresses } from '../../contacts/address-book.ts';
import type { EmailStep } from '../../steps/email/step.ts';
import type { Channel } from '../channel.ts';
import { prepareEmail } from './email.ts';

export const email: Channel<EmailStep> = {
  name: 'email',
  reach: { kind: 'address', audience: ({ to }) => to, addresses: mailAddresses },
  prepare: prepareEmail,
  isBusy: ({ mailer }, now) => mailer.isBusy(now),
};
