import { deliverableAddress } from '../../contacts/mail-address.ts';

/**
 * `ada@example.com` or `Ada <ada@example.com>` in ASCII, as SES wants it: domains in Punycode, a name as encoded words
 * (RFC 2047). What can't be written so stays as it is, for SES to refuse.
 */
export const sesAddress = (text: string): string => {
  const [, name = '', inBrackets] = /^(.*?)\s*<([^<>]*)>$/s.exec(text.trim()) ?? [];
  if (inBrackets === undefined) return deliverableAddress(text) ?? text;
  const address = deliverableAddress(inBrackets) ?? inBrackets;
  return name === '' ? address : `${encodedName(name)} <${address}>`;
};

const encodedName = (name: string): string => {
  if (/^[\x20-\x7e]*$/.test(name)) return name;
  const words = Array.from(chunks(name.replace(/^"(.*)"$/s, '$1')), chunk => Buffer.from(chunk).toString('base64'));
  return words.map(word => `=?UTF-8?B?${word}?=`).join(' ');
};

/** An encoded word has 75 characters at most, 12 of them around 45 bytes in base64, and splits no character. */
function* chunks(text: string): Iterable<string> {
  let chunk = '';
  for (const character of text) {
    if (Buffer.byteLength(chunk + character) > 45) {
      yield chunk;
      chunk = '';
    }
    chunk += character;
  }
  yield chunk;
}
