import type { Contact } from '../../../account/account.ts';
import { addressDigest, addressDigests } from '../../../contacts/mail-address.ts';
import { addressOf } from '../../../contacts/resolve-recipients.ts';
import { addressPartition, contactKey, type IndexKey } from './keys.ts';

/** Secrets: the first places contacts, all are searched, so that contacts placed before a rotation are still found. */
export type AddressKeys = readonly [string, ...string[]];

/**
 * Where the index keeps a contact by its address, nothing for one without. By a keyed hash: keys hold nothing personal, and
 * without the secret, addresses cannot be tried.
 */
export const addressPlace = (account: string, contact: Contact, [key]: AddressKeys): IndexKey | undefined => {
  const address = addressOf(contact);
  return address === undefined
    ? undefined
    : { ipk: addressPartition(addressDigest(address, key)), isk: `${account}#${contactKey(account, contact.id).sk}` };
};

export const partitionsOf = (address: string, keys: AddressKeys): string[] =>
  addressDigests(address, keys).map(addressPartition);
