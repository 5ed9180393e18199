import type { Contact } from '../account/account.ts';
import type { DomainEvent } from '../account/event.ts';
import { mailboxOf } from '../contacts/mail-address.ts';
import { addressOf, roleOf } from '../contacts/resolve-recipients.ts';
import type { Instant } from '../kernel/instant.ts';
import { suppressedFor } from './mail-event.ts';

/** An address on the mail service's own list, which it keeps for all that an AWS account sends. */
export interface ListedAddress {
  email: string;
  reason: 'bounced' | 'complained';
  at: Instant;
}

/** As after the mail event that the list knows of; nothing when the contact is known to be suppressed, or has moved on. */
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
