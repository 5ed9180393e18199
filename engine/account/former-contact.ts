import type { Instant } from '../kernel/instant.ts';
import type { Contact } from './account.ts';
import { optOutsOf } from './consent.ts';

/** A line of the log from which erasures are repeated after a restore: ids, and digests of addresses. */
export interface Erasure {
  account: string;
  contact: string;
  at: Instant;
  /** Digests by `addressDigest`: mail to these addresses is barred from then on. */
  addresses: readonly string[];
}

/** Whether this is only the tombstone of an erased contact. A contact identified again since is not erased. */
export const isErased = ({ erasedAt, attributes }: Contact): boolean =>
  erasedAt !== undefined && Object.keys(attributes).length === 0;

/**
 * The record kept of an erased contact under its id: when it was erased, so that no earlier call brings the person
 * back, and its opt-outs. No name, address, or history.
 */
export const erased = (contact: Contact, at: Instant): Contact => ({
  id: contact.id,
  erasedAt: contact.erasedAt !== undefined && contact.erasedAt > at ? contact.erasedAt : at,
  attributes: {},
  choices: optOutsOf(contact.choices),
  recentSends: [],
  revision: contact.revision + 1,
});

/** All known addresses of the contact. */
export const addressesOf = ({ attributes, suppression }: Contact): string[] => [
  ...new Set(
    [attributes.email?.value, suppression?.email].flatMap(each =>
      typeof each === 'string' && each !== '' ? [each.toLowerCase()] : [],
    ),
  ),
];

/** The event of a user leaving an account, as the Segment spec names it. */
export const removalEvent = 'Account Removed User';

/**
 * Whether the account removed this person, who then gets no mail and no prompts. Only an `identify` of a later time
 * brings them back, so the order of arrival makes no difference.
 */
export const isRemoved = ({ removedAt, identifiedAt, attributes }: Contact): boolean =>
  removedAt !== undefined && removedAt >= (identifiedAt ?? lastSaid(attributes));

/** Time of the latest attribute, for contacts stored before `identifiedAt` existed. */
const lastSaid = (attributes: Contact['attributes']): Instant =>
  Object.values(attributes).reduce((latest, { at }) => (at > latest ? at : latest), '');
