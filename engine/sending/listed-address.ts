import type { Contact } from '../account/account.ts';
import type { DomainEvent } from '../account/event.ts';
import { mailboxOf } from '../contacts/mail-address.ts';
import { addressOf, roleOf } from '../contacts/resolve-recipients.ts';
import type { Instant } from '../kernel/instant.ts';
import { suppressedFor } from './mail-event.ts';

/** An address on the suppression list that the mail service keeps for the AWS account. */
export interface ListedAddress {
  email: string;
  reason: 'bounced' | 'complained';
  at: Instant;
}

/**
 * The contact as after the mail event behind the list entry; undefined if it is suppressed already, or has another
 * address now.
 */
export const afterListing = (contact: Contact, { email, reason, at }: ListedAddress): Contact | undefined =>
  hasAddress(contact, email) ? suppressedFor(contact, { email: addressOf(contact) ?? email, reason, at }) : undefined;

export const hasAddress = (contact: Contact, email: string): boolean =>
  mailboxOf(addressOf(contact) ?? '') === mailboxOf(email);

/** The event that a listing makes for journeys, like that of a mail event. */
export const factOfListing = (
  account: string,
  contact: Contact,
  { reason, at }: ListedAddress,
  receivedAt: Instant,
): DomainEvent => ({
  id: `ses-list:${contact.id}:${reason}:${at}`,
  source: 'ses',
  account,
  user: contact.id,
  name: `contact.${reason}`,
  occurredAt: at,
  receivedAt,
  fields: { role: roleOf(contact) },
});
