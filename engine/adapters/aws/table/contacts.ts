import type { Contact } from '../../../account/account.ts';
import type { ConsentRecord } from '../../../account/consent.ts';
import { isErased } from '../../../account/former-contact.ts';
import type { Contacts } from '../../../ports/contacts.ts';
import { contactsAt } from './contacts-at.ts';
import { accountPartition, consentsOf, contactKey, erasedAddressKey } from './keys.ts';
import { content } from './stored-item.ts';
import { itemAt, itemsAt, itemsUnder, type Table } from './table.ts';

export const tableContacts = (table: Table): Contacts => {
  const findOrRemains = async (account: string, id: string): Promise<Contact | undefined> => {
    const item = await itemAt(table, contactKey(account, id));
    return item && content<Contact>(item);
  };
  return {
    find: async (account, id) => {
      const contact = await findOrRemains(account, id);
      return contact && !isErased(contact) ? contact : undefined;
    },
    findOrRemains,
    isAddressErased: async digests => (await itemsAt(table, digests.map(erasedAddressKey))).length > 0,
    atAddress: address => contactsAt(table, address),
    consents: async (account, contact) => {
      const items = await itemsUnder(table, accountPartition(account), consentsOf(contact));
      return items.map(item => content<ConsentRecord>(item));
    },
  };
};
