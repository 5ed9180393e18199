import type { Contact } from '../account/account.ts';
import { mostRemembered, type Policy } from '../definition/policy.ts';
import type { Instant } from '../kernel/instant.ts';
import { keepSends } from './frequency-cap.ts';

/** The contact's next revision, with this mail counted once. Of more than a contact can hold the oldest go first. */
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
  ].slice(-mostRemembered),
  revision: contact.revision + 1,
});

/** The contact's next revision, without this mail. */
export const withoutSend = (contact: Contact, delivery: string | undefined): Contact => ({
  ...contact,
  recentSends: contact.recentSends.filter(send => send.delivery !== delivery),
  revision: contact.revision + 1,
});
