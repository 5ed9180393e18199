import type { Contact } from '../account/account.ts';
import { isErased } from '../account/former-contact.ts';
import { mailboxOf } from '../contacts/mail-address.ts';
import { addressOf } from '../contacts/resolve-recipients.ts';
import type { Contacts } from '../ports/contacts.ts';
import { immutable } from './immutable.ts';
import { type ChangeWriters, isMadeFrom, type RowWrite } from './row-write.ts';
import { deleteRow, newRows, putRow, rowAt, rowsUnder } from './rows.ts';
import { type AccountRows, entry, readAccount, type Store } from './store.ts';

export const memoryContacts = (store: Store): Contacts => ({
  find: async (account, id) => rowAt(readAccount(store, account).contacts, id),
  findOrRemains: async (account, id) => contactOf(readAccount(store, account), id),
  isAddressErased: async digests => digests.some(digest => store.erasedAddresses.has(digest)),
  atAddress: async address => [...(store.mailboxes.get(mailboxOf(address))?.values ?? [])],
  consents: async (account, contact) => rowsUnder(readAccount(store, account).consents, consentsOf(contact)),
});

export const contactWriters: ChangeWriters<'contact' | 'erase' | 'readmit' | 'consent' | 'mailClaimed'> = {
  contact: ({ contact }, rows, store) => [contactWrite(contact, rows, store)],

  erase: ({ remains, erasure }, rows, store) => [
    contactWrite(remains, rows, store),
    { row: `reader ${remains.id}`, isWhole: true, apply: () => deleteRow(rows.promptReaders, remains.id) },
    ...erasure.addresses.map(digest => ({
      row: `erased ${digest}`,
      isWhole: true as const,
      apply: () => void store.erasedAddresses.add(digest),
    })),
    {
      row: `erasure ${erasure.at} ${erasure.contact}`,
      isWhole: true,
      apply: () => {
        const { account, contact, at, addresses } = erasure;
        putRow(
          store.erasures,
          `${at}#${JSON.stringify([account, contact])}`,
          immutable({ account, contact, at, addresses }),
        );
      },
    },
  ],

  readmit: ({ addresses }, _rows, store) =>
    addresses.map(digest => ({
      row: `erased ${digest}`,
      isWhole: true,
      apply: () => void store.erasedAddresses.delete(digest),
    })),

  consent: ({ record }, rows) => {
    const { contact, at, topic, source, status } = record;
    const key = `${consentsOf(contact)}${at}#${topic}#${source}#${status}`;
    return [{ row: `consent ${key}`, isWhole: true, apply: () => putRow(rows.consents, key, immutable(record)) }];
  },

  mailClaimed: ({ claims }, rows) => [
    {
      row: 'mail claims',
      isWhole: true,
      test: () => isMadeFrom(claims, rows.mailClaims === undefined ? undefined : { revision: rows.mailClaims }),
      apply: () => {
        rows.mailClaims = claims;
      },
    },
  ],
};

const contactWrite = (contact: Contact, rows: AccountRows, store: Store): RowWrite => ({
  row: `contact ${contact.id}`,
  isWhole: true,
  test: () => isMadeFrom(contact.revision, contactOf(rows, contact.id)),
  apply: () => put(contact, rows, store),
});

const put = (contact: Contact, rows: AccountRows, { mailboxes }: Store): void => {
  const kept = immutable(contact);
  const before = contactOf(rows, kept.id);
  const [place, other] = isErased(kept) ? [rows.remains, rows.contacts] : [rows.contacts, rows.remains];
  putRow(place, kept.id, kept);
  deleteRow(other, kept.id);
  const [from, to] = [before && addressOf(before), addressOf(kept)];
  if (from === to) return;
  const key = `${rows.account}#CONTACT#${kept.id}`;
  if (from !== undefined) deleteRow(entry(mailboxes, mailboxOf(from), newRows), key);
  if (to !== undefined)
    putRow(entry(mailboxes, mailboxOf(to), newRows), key, Object.freeze({ account: rows.account, contact: kept.id }));
};

const contactOf = (rows: AccountRows, id: string): Contact | undefined =>
  rowAt(rows.contacts, id) ?? rowAt(rows.remains, id);

/** Encoded, because ids may contain `#`, and no contact's prefix may match another's rows. */
const consentsOf = (contact: string): string => `${encodeURIComponent(contact)}#`;
