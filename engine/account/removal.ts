import type { Instant } from '../kernel/instant.ts';
import type { Contact } from './account.ts';

/** The event of a user leaving an account, as the Segment spec names it. */
export const removalEvent = 'Account Removed User';

/**
 * Did the account remove this person? Then they get no mail and no prompt. Only an `identify` that happened later brings
 * them back, so the order of arrival of the two makes no difference.
 */
export const isRemoved = ({ removedAt, identifiedAt, attributes }: Contact): boolean =>
  removedAt !== undefined && removedAt >= (identifiedAt ?? lastSaid(attributes));

/** Contacts stored before `identifiedAt` existed. */
const lastSaid = (attributes: Contact['attributes']): Instant =>
  Object.values(attributes).reduce((latest, { at }) => (at > latest ? at : latest), '');
