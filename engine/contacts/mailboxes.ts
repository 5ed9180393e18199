import type { Contact } from '../account/account.ts';
import { mailboxOf } from './mail-address.ts';
import { addressOf, emailOf } from './resolve-recipients.ts';

/** Where a channel finds the addresses of contacts. */
export interface AddressBook {
  /** The address as received, valid or not; empty if there is none. */
  said: (contact: Pick<Contact, 'attributes'>) => string;
  /** The address in the channel's form; undefined if there is no deliverable one. */
  deliverable: (contact: Pick<Contact, 'attributes'>) => string | undefined;
  /** The canonical form: contacts with the same one share a mailbox or phone. */
  canonical: (address: string) => string;
  /** Whether the address is verified to be the contact's; undefined if unknown. */
  isVerified: (contact: Pick<Contact, 'attributes'>) => boolean | undefined;
}

export const mailAddresses: AddressBook = {
  said: emailOf,
  deliverable: addressOf,
  canonical: mailboxOf,
  isVerified: ({ attributes }) => {
    const verified = attributes.emailVerified?.value;
    return typeof verified === 'boolean' ? verified : undefined;
  },
};

type Sharers = ReadonlyMap<string, readonly Contact[]>;
type Suppressions = ReadonlyMap<string, readonly NonNullable<Contact['suppression']>[]>;

/** All contacts that share an address with this one, in order of id. */
export const atSameAddress = (
  contact: Contact,
  contacts: readonly Contact[],
  addresses = mailAddresses,
): readonly Contact[] => {
  const address = addresses.deliverable(contact);
  const found = address === undefined ? undefined : sharers(contacts, addresses).get(addresses.canonical(address));
  return found ?? [contact];
};

/** Suppressions of the contact's mailbox, recorded on any contact that shares it. */
export const suppressionsAt = (contact: Contact, contacts: readonly Contact[]) => {
  const address = addressOf(contact);
  if (address === undefined) return [];
  return suppressions(contacts).get(mailboxOf(address)) ?? [];
};

/** Caches by snapshot: a touch needs the result for each of its recipients. */
const once = <Made>(make: (contacts: readonly Contact[]) => Made): ((contacts: readonly Contact[]) => Made) => {
  const known = new WeakMap<readonly Contact[], { made: Made }>();
  return contacts => {
    const before = known.get(contacts) ?? { made: make(contacts) };
    known.set(contacts, before);
    return before.made;
  };
};

const sharersIn = once(() => new Map<AddressBook, Sharers>());
const sharers = (contacts: readonly Contact[], addresses: AddressBook): Sharers => {
  const books = sharersIn(contacts);
  const before = books.get(addresses);
  if (before) return before;
  const sorted = [...contacts].sort((a, b) => (a.id < b.id ? -1 : 1));
  const made = Map.groupBy(sorted, contact => addresses.canonical(addresses.deliverable(contact) ?? ''));
  books.set(addresses, made);
  return made;
};

const suppressions = once(
  (contacts): Suppressions =>
    Map.groupBy(
      contacts.flatMap(({ suppression }) => suppression ?? []),
      ({ email }) => mailboxOf(email),
    ),
);
