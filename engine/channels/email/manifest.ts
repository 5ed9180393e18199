import { mailAddresses } from '../../contacts/mailboxes.ts';
import type { EmailStep } from '../../steps/email/step.ts';
import type { Channel } from '../channel.ts';

export const emailChannel: Channel<EmailStep> = {
  name: 'email',
  reach: { kind: 'address', audience: ({ to }) => to, addresses: mailAddresses },
  uses: ['mail'],
  // Signs unsubscribe links.
  secrets: ['DAYMARK_TOKEN_SECRET'],
};
