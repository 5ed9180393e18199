import type { Contact } from '../account.ts';
import { mailboxOf } from './mail-address.ts';
import { addressOf } from './recipients.ts';

/** The contacts that are reached at each mailbox, in order of id, and the mailboxes that some contact is suppressed for. */
interface Mailboxes {
  contacts: ReadonlyMap<string, readonly Contact[]>;
  suppressions: ReadonlyMap<string, readonly NonNullable<Contact['suppression']>[]>;
}

/** All of the contacts who are reached at the mailbox of one of them, in order of id. */
export const atSameMailbox = (contact: Contact, contacts: readonly Contact[]): readonly Contact[] => {
  const address = addressOf(contact);
  const found = address === undefined ? undefined : mailboxes(contacts).contacts.get(mailboxOf(address));
  return found ?? [contact];
};

/** What is known against the mailbox of one of the contacts, whoever of them it was learned by. */
export const suppressionsAt = (contact: Contact, contacts: readonly Contact[]) => {
  const address = addressOf(contact);
  if (address === undefined) return [];
  return mailboxes(contacts).suppressions.get(mailboxOf(address)) ?? [];
};

/** A touch asks for each of its recipients, so the contacts of a snapshot are sorted once. */
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
