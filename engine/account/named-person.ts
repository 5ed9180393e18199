import type { Contact } from './account.ts';
import { addressesOf } from './former-contact.ts';

type Named = Pick<Contact, 'id' | 'attributes' | 'suppression'>;

/** Texts that name a person: id, addresses and name, in lower case. */
export const fullNamesOf = (contact: Named): string[] =>
  [contact.id, ...addressesOf(contact as Contact), nameOf(contact)]
    .map(each => each.trim().toLowerCase())
    .filter(each => each !== '');

/** The same, and each part of the name, because people call others by their first names. */
export const calledNamesOf = (contact: Named): string[] => [
  ...new Set([...fullNamesOf(contact), ...nameOf(contact).toLowerCase().split(/\s+/).filter(Boolean)]),
];

const nameOf = ({ attributes: { name } }: Named): string => (typeof name?.value === 'string' ? name.value : '');

/**
 * Whether the text contains one of the names as a word, which may have an ending of two letters, as in "Adas Büro".
 * @param names in lower case
 */
export const namesIn = (text: string | undefined, names: readonly string[]): boolean =>
  text !== undefined && names.some(name => name.length >= shortestName && wordIn(text.toLowerCase(), name));

const wordIn = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(name)}\\p{L}{0,2}(?![\\p{L}\\p{N}])`, 'u').test(text);

/** Shorter names occur in too many texts. */
const shortestName = 3;
