import type { Contact } from '../account/account.ts';
import { mailboxOf } from './mail-address.ts';
import { addressOf } from './recipients.ts';

/** The contacts that are reached at each mailbox, in order of id, and the mailboxes that some contact is suppressed for. */
interface Mailboxes {
  contacts: ReadonlyMap<string, readonly Contact[]>;
  suppressions: ReadonlyMap<string, readonly NonNullable<Contact['suppression']>[]>;
}

/** All contacts that share a mailbox with this one, in order of id. */
export const atSameMailbox = (contact: Contact, contacts: readonly Contact[]): readonly Contact[] => {
  const address = addressOf(contact);
  const found = address === undefined ? undefined : mailboxes(contacts).contacts.get(mailboxOf(address));
  return found ?? [contact];
};

/** Suppressions of the contact's mailbox, recorded on any contact that shares it. */
export const suppressionsAt = (contact: Contact, contacts: readonly Contact[]) => {
  const address = addressOf(contact);
  if (address === undefined) return [];
  return mailboxes(contacts).suppressions.get(mailboxOf(address)) ?? [];
};

/** Cached: a touch asks for each of its recipients, so a snapshot's contacts are sorted once. */
const known = new WeakMap<readonly Contact[], Mailboxes>();

const mailboxes = (contacts: readonly Contact[]): Mailboxes => {
  const before = known.get(contacts);
  if (before) return before;
  const sorted = [...contacts].sort((a, b) => (a.id < b.id ? -1 : 1));
  const made = {
    contacts: Map.groupBy(sorted, contact => mailboxOf(addressOf(contact) ?? '')),
    suppressions: Map.groupBy(
      contacts.flatMap(({ suppression }) => suppression ?? []),
      ({ email }) => mailboxOf(email),
    ),
  };
  known.set(contacts, made);
  return made;
};
