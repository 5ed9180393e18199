import type { Contact } from '../../../../account/account.ts';
import { type AddressKeys, addressPlace } from '../address-place.ts';
import { type ItemWrite, isNextRevision } from '../item-write.ts';
import { contactKey } from '../keys.ts';
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
