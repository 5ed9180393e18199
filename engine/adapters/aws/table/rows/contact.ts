import type { Contact } from '../../../../account/account.ts';
import { addressDigest, addressDigests } from '../../../../contacts/mail-address.ts';
import { addressOf } from '../../../../contacts/resolve-recipients.ts';
import { type ItemWrite, isNextRevision } from '../item-write.ts';
import { addressPartition, contactKey, type IndexKey } from '../keys.ts';
import { packed } from '../stored-item.ts';

export const contactWrite = (account: string, contact: Contact, addressKeys?: AddressKeys): ItemWrite => ({
  kind: 'put',
  key: contactKey(account, contact.id),
  item: {
    revision: contact.revision,
    ...packed(contact),
    ...(addressKeys && addressPlace(account, contact, addressKeys)),
  },
  tests: isNextRevision(contact.revision),
});

/** Secrets: the first places contacts, all are searched, so that contacts placed before a rotation are still found. */
export type AddressKeys = readonly [string, ...string[]];

/**
 * Where the index keeps a contact by its address, nothing for one without. By a keyed hash: keys hold nothing personal, and
 * without the secret, addresses cannot be tried.
 */
const addressPlace = (account: string, contact: Contact, [key]: AddressKeys): IndexKey | undefined => {
  const address = addressOf(contact);
  return address === undefined
    ? undefined
    : { ipk: addressPartition(addressDigest(address, key)), isk: `${account}#${contactKey(account, contact.id).sk}` };
};

export const partitionsOf = (address: string, keys: AddressKeys): string[] =>
  addressDigests(address, keys).map(addressPartition);
