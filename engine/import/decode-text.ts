import { nameOneOf } from '../kernel/did-you-mean.ts';
import { CsvUnreadable } from './read-csv.ts';

/** A file's text, with its encoding. */
export interface DecodedText {
  text: string;
  encoding: string;
}

/**
 * Decodes an export: in the given encoding, else UTF-8 or UTF-16, with or without a byte order mark, else Windows-1252,
 * unless the bytes are unlikely to be that.
 * @throws CsvUnreadable
 */
export const decodeText = (bytes: Uint8Array, said?: string): DecodedText => {
  if (said !== undefined) return saidText(bytes, said);
  const wide = wideOrder(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: western(bytes), encoding: 'Windows-1252' };
  }
};

/** Detects UTF-16 by its byte order mark, or by zero bytes in every other place. */
const wideOrder = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (const [index, byte] of bytes.subarray(0, 4000).entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd >= 4 && odd > 4 * even) return 'utf-16le';
  return even >= 4 && even > 4 * odd ? 'utf-16be' : undefined;
};

const saveAgain =
  'export it again as UTF-8 (in Excel: "CSV UTF-8"), or name the encoding it is in, such as --encoding shift_jis';

/** Decodes Windows-1252. Refuses text that would garble names, because names are printed in mails. */
const western = (bytes: Uint8Array): string => {
  const latin = Buffer.from(bytes).toString('latin1');
  const at = latin.search(partOfUtf8);
  const foreign = at < 0 ? latin.search(noWestern) : -1;
  if (at >= 0)
    throw new CsvUnreadable(
      `line ${lineOf(badUtf8(bytes), latin)}: is not UTF-8, as the rest of the file is`,
      saveAgain,
    );
  if (foreign >= 0)
    throw new CsvUnreadable(
      `line ${lineOf(foreign, latin)}: is in an encoding that is not UTF-8, UTF-16 or Windows-1252`,
      saveAgain,
    );
  return new TextDecoder('windows-1252').decode(bytes);
};

/** Sequences that are letters of UTF-8, and no words of Windows-1252: `Ã¼`, `æ±äº¬`. */
const partOfUtf8 = /[\u00c2\u00c3][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}/;
/** Bytes that Windows-1252 lacks, or four of its signs and accented letters in a row that aren't all the same. */
const noWestern = /[\u0081\u008d\u008f\u0090\u009d]|(?=([\u0080-\u00ff])(?!\1{3})[\u0080-\u00ff]{3})/;

/** Position of the first byte that isn't valid UTF-8. */
const badUtf8 = (bytes: Uint8Array): number => {
  const text = new TextDecoder('utf-8').decode(bytes);
  return Buffer.byteLength(text.slice(0, text.indexOf('\ufffd')));
};

const lineOf = (at: number, text: string): number => text.slice(0, at).split(/\r\n|\r|\n/).length;

const saidText = (bytes: Uint8Array, said: string): DecodedText => {
  const decoder = decoderOf(said);
  try {
    return { text: decoder.decode(bytes), encoding: said };
  } catch {
    throw new CsvUnreadable(`the file is not in ${said}`, `leave --encoding out, or ${nameOneOf('', common)}`);
  }
};

const decoderOf = (said: string) => {
  try {
    return new TextDecoder(said, { fatal: true });
  } catch {
    throw new CsvUnreadable(`--encoding: there is no encoding "${said}"`, nameOneOf(said, common));
  }
};

const common = [
  ...['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'windows-1251', 'windows-1252', 'windows-1253', 'windows-1254'],
  ...['windows-1255', 'windows-1256', 'shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr', 'iso-8859-2', 'macintosh'],
];
