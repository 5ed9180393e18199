import type { Contact } from './account.ts';
import type { Instant } from './instant.ts';

/** A user leaves an account, by the name that the Segment spec gives it. */
export const removalEvent = 'Account Removed User';

/**
 * Did the account take this person out of itself? Then no mail and no prompt reaches them. Only an `identify` that happened
 * later brings them back, so the order in which the two arrive changes nothing.
 */
export const isRemoved = ({ removedAt, identifiedAt, attributes }: Contact): boolean =>
  removedAt !== undefined && removedAt >= (identifiedAt ?? lastSaid(attributes));

/** Contacts of before `identifiedAt` was kept. */
const lastSaid = (attributes: Contact['attributes']): Instant =>
  Object.values(attributes).reduce((latest, { at }) => (at > latest ? at : latest), '');
