import { CsvUnreadable } from './read-csv.ts';

/** @throws CsvUnreadable for a file that is no table of text, with the way to convert it */
export const refuseOtherFiles = (bytes: Uint8Array): void => {
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  const marked = binary.find(({ marks }) => marks.some(mark => start.startsWith(mark)));
  const found = marked ?? written.find(({ begins }) => begins.test(start));
  if (found) throw new CsvUnreadable(`the file is ${found.what}, no CSV`, found.fix);
};

const saveAs = 'open it with a spreadsheet, and save it as CSV UTF-8';

const binary: readonly { marks: readonly string[]; what: string; fix: string }[] = [
  { marks: ['PK\x03\x04'], what: 'an Excel workbook or a ZIP archive', fix: `unpack it; or ${saveAs}` },
  { marks: ['\xd0\xcf\x11\xe0'], what: 'an old Excel workbook', fix: saveAs },
  { marks: ['\x1f\x8b', 'BZh', '\x28\xb5\x2f\xfd'], what: 'compressed', fix: 'unpack it first' },
  { marks: ['%PDF'], what: 'a PDF', fix: 'export it as CSV' },
  { marks: ['PAR1'], what: 'a Parquet file', fix: 'export it as CSV' },
];

const written: readonly { begins: RegExp; what: string; fix: string }[] = [
  {
    begins: /^(?:\xef\xbb\xbf)?\s*[[{]/,
    what: 'JSON',
    fix: 'calls as lines of JSON are played by `npx daymark simulate`; export rows as CSV',
  },
  {
    begins: /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|html|table|meta)/i,
    what: 'a page of HTML or XML',
    fix: saveAs,
  },
];
