import { hash } from 'node:crypto';

/**
 * An id as part of a file's name that every operating system takes: letters and digits of any script, `. _ + -`, and `_` for
 * everything else. `longest` is in bytes of UTF-8. Different ids may come to the same name: see `distinctNames`.
 */
export const fileName = (id: string, longest: number): string => {
  const plain = id
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._+-]+/gu, '_')
    .replace(/^[.-]|[.]$/g, '_');
  const whole = reservedOnWindows.test(plain) ? `_${plain}` : plain;
  return Buffer.byteLength(whole) <= longest ? whole : `${cutTo(longest - 9, whole)}~${digestOf(id)}`;
};

/** The id of a contact that is an address would put the address into the name. */
export const contactName = (id: string, longest: number): string =>
  id.includes('@') ? `contact-${digestOf(id)}` : fileName(id, longest);

/**
 * Gives names out, to each asker another one: a name that was given out before, in letters of either case, gets a number.
 * `taken`: reserved names, which are never given out.
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

/** Most file systems of macOS and Windows take `Ä` and `ä`, composed or not, for one name. */
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
