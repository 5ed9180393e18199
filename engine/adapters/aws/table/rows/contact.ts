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

/**
 * Secrets of the address index: the first is used for writes, all for reads, to find contacts from before a rotation.
 */
export type AddressKeys = readonly [string, ...string[]];

/**
 * A contact's key in the address index; `undefined` without an address. It is a keyed hash, so that keys hold no
 * personal data and addresses cannot be guessed without the secret.
 */
const addressPlace = (account: string, contact: Contact, [key]: AddressKeys): IndexKey | undefined => {
  const address = addressOf(contact);
  return address === undefined
    ? undefined
    : { ipk: addressPartition(addressDigest(address, key)), isk: `${account}#${contactKey(account, contact.id).sk}` };
};

export const partitionsOf = (address: string, keys: AddressKeys): string[] =>
  addressDigests(address, keys).map(addressPartition);
