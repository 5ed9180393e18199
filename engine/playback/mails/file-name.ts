import { hash } from 'node:crypto';

/**
 * An id as part of a file name that is valid on every operating system: letters and digits of any script, `. _ + -`,
 * and `_` for everything else. `longest` is in bytes of UTF-8. Ids may share a name: see `distinctNames`.
 */
export const fileName = (id: string, longest: number): string => {
  const plain = id
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._+-]+/gu, '_')
    .replace(/^[.-]|[.]$/g, '_');
  const whole = reservedOnWindows.test(plain) ? `_${plain}` : plain;
  return Buffer.byteLength(whole) <= longest ? whole : `${cutTo(longest - 9, whole)}~${digestOf(id)}`;
};

/** File name part for a contact; hashed if the id is an address. */
export const contactName = (id: string, longest: number): string =>
  id.includes('@') ? `contact-${digestOf(id)}` : fileName(id, longest);

/**
 * Returns a function that makes names unique: a name that was returned before, ignoring case, gets a number.
 * `taken`: reserved names, which are never returned.
 */
export const distinctNames = (taken: readonly string[] = []): ((name: string) => string) => {
  const given = new Set(taken.map(folded));
  return name => {
    let free = name;
    for (let number = 2; given.has(folded(free)); number++) free = `${name} (${number})`;
    given.add(folded(free));
    return free;
  };
};

/** Most file systems of macOS and Windows treat `Ä` and `ä`, composed or not, as the same name. */
const folded = (name: string): string => name.normalize('NFKC').toUpperCase().toLowerCase();

/** @see https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file */
const reservedOnWindows = /^(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\.|$)/i;

const cutTo = (longest: number, text: string): string => {
  let cut = '';
  for (const character of text) {
    if (Buffer.byteLength(cut + character) > longest) break;
    cut += character;
  }
  return cut;
};

const digestOf = (id: string): string => hash('sha256', id).slice(0, 8);
