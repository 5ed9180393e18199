import type { Contact } from '../account.ts';
import type { Instant } from '../instant.ts';
import type { Policy } from '../policy.ts';
import { keepSends } from './frequency-cap.ts';

/** The next revision of the contact, in which this mail counts, once. */
export const withSend = (
  contact: Contact,
  send: Contact['recentSends'][number],
  policy: Policy,
  now: Instant,
): Contact => ({
  ...contact,
  recentSends: [
    ...keepSends(contact.recentSends, policy, now).filter(({ delivery }) => delivery !== send.delivery),
    send,
  ],
  revision: contact.revision + 1,
});

/** The next revision of the contact, in which this mail does not count. */
export const withoutSend = (contact: Contact, delivery: string | undefined): Contact => ({
  ...contact,
  recentSends: contact.recentSends.filter(send => send.delivery !== delivery),
  revision: contact.revision + 1,
});
