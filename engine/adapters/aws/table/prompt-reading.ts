import type { Contact } from '../../../account/account.ts';
import { isErased } from '../../../account/former-contact.ts';
import type { PromptReader } from '../../../account/prompt-reader.ts';
import type { PromptReading } from '../../../ports/prompts.ts';
import { contactKey, promptReaderKey, promptsVersionKey } from './keys.ts';
import { content } from './stored-item.ts';
import { itemsAt, type Table } from './table.ts';

/** Reads three small items in one round trip, which is all that most polls of a page need. */
export const promptReading = async (table: Table, account: string, contact: string): Promise<PromptReading> => {
  const keys = {
    version: promptsVersionKey(account),
    reader: promptReaderKey(account, contact),
    contact: contactKey(account, contact),
  };
  const items = new Map((await itemsAt(table, Object.values(keys))).map(item => [item.sk, item]));
  const version = items.get(keys.version.sk)?.version;
  const reader = items.get(keys.reader.sk);
  const person = items.get(keys.contact.sk);
  const known = person && content<Contact>(person);
  return {
    ...(typeof version === 'string' && { version }),
    ...(reader && { reader: content<PromptReader>(reader) }),
    ...(known && !isErased(known) && { contact: known }),
  };
};
