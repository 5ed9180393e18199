import type { Contact } from '../../../../domain/account.ts';
import type { ItemWrite } from '../item-write.ts';
import { contactKey } from '../keys.ts';
import { follows } from '../revision.ts';

export const contactWrite = (account: string, contact: Contact): ItemWrite => ({
  kind: 'put',
  key: contactKey(account, contact.id),
  item: contact,
  tests: follows(contact.revision),
});
