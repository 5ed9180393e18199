import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../../engine/cli/csv.ts';
import { decodeText } from '../../engine/import/decode-text.ts';
import { readBoolean } from '../../engine/import/read-boolean.ts';
import { readCsv } from '../../engine/import/read-csv.ts';
import { type DayOrder, datesOf } from '../../engine/import/read-dates.ts';
import { type DecimalMark, numbersOf } from '../../engine/import/read-numbers.ts';

const wide = (text: string) => Buffer.from(text, 'utf16le');
const bytes: [name: string, bytes: Buffer, text: string, encoding: string][] = [
  ['UTF-8', Buffer.from('id,café'), 'id,café', 'UTF-8'],
  ['UTF-8 with a mark', Buffer.from('\uFEFFid,café'), 'id,café', 'UTF-8'],
  ['UTF-16 with a mark', wide('\uFEFFid,café'), 'id,café', 'UTF-16'],
  ['UTF-16 without one', wide('id,café'), 'id,café', 'UTF-16'],
  ['UTF-16 the other way round', wide('\uFEFFid,café').swap16(), 'id,café', 'UTF-16'],
  ['Windows-1252', Buffer.from([0x69, 0x64, 0x2c, 0x63, 0x61, 0x66, 0xe9, 0x80]), 'id,café€', 'Windows-1252'],
];
test.each(bytes)('%s is read as such', (_, input, text, encoding) => {
  expect(decodeText(input)).toEqual({ text, encoding });
});

describe('a table', () => {
  const cellsOf = (text: string) => readCsv(text).rows.map(({ line, cells }) => [line, ...cells]);

  test.each([
    ['a,b\n1,2\n', ',', [[2, '1', '2']]],
    ['a;b\r\n1;2,5\r\n', ';', [[2, '1', '2,5']]],
    ['a\tb\r1\t2\r', '\t', [[2, '1', '2']]],
    ['a|b\n1|2', '|', [[2, '1', '2']]],
    ['sep=;\r\na;b\r\n1;2\r\n', ';', [[3, '1', '2']]],
    ['"a;x";b,c,d\n1,2,3', ',', [[2, '1', '2', '3']]],
    [
      'a,b\n"1\n2",3\n\n,\n4,5',
      ',',
      [
        [2, '1\n2', '3'],
        [6, '4', '5'],
      ],
    ],
    ['a,b\n12" pipe,"say ""hi"""', ',', [[2, '12" pipe', 'say "hi"']]],
  ])('%j is separated by %j', (text, separator, rows) => {
    expect(readCsv(text).separator).toBe(separator);
    expect(cellsOf(text)).toEqual(rows);
  });

  test('has a name for every column', () => {
    expect(readCsv('Name,,Name\n').columns).toEqual(['Name', 'column 2', 'Name (2)']);
  });

  test('that is torn says where, and how to mend it', () => {
    expect(() => readCsv('a,b\n1,2\n"3,4\n')).toThrow(/line \d+: a quoted text is not closed/);
    expect(() => readCsv('')).toThrow(/is empty/);
  });
});

test('what we write of any accounts is read back the same, in every encoding', () => {
  const text = fc.string({ unit: 'binary', maxLength: 12 }).map(each => each.toWellFormed().replaceAll('\r', ''));
  const row = fc.record({ id: text.map(each => `a${each}`), name: text, note: text });
  const encodings = [
    (csv: string) => Buffer.from(csv),
    (csv: string) => Buffer.from(`\uFEFF${csv}`),
    (csv: string) => wide(`\uFEFF${csv}`),
  ];
  fc.assert(
    fc.property(fc.array(row), fc.constantFrom(...encodings), (rows, encode) => {
      const { columns, rows: read } = readCsv(decodeText(encode(csvOf(['id', 'name', 'note'], rows))).text);
      expect(columns).toEqual(['id', 'name', 'note']);
      expect(read.map(({ cells: [id, name, note] }) => ({ id, name, note }))).toEqual(rows);
    }),
    { numRuns: 60 },
  );
});

const either = 'either' as const;
const dates: [cell: string, read: string | undefined | typeof either, order?: DayOrder][] = [
  ['2026-03-01', '2026-03-01'],
  ['2026-03-01 14:05', '2026-03-01T14:05:00'],
  ['2026-03-01 14:05:09.5 UTC', '2026-03-01T14:05:09.5Z'],
  ['2026-03-01T10:00:00.000+0000', '2026-03-01T10:00:00.000+0000'],
  ['2026/3/1', '2026-03-01'],
  ['1.3.2026', '2026-03-01'],
  ['13/3/2026', '2026-03-13'],
  ['3/13/2026 2:05 PM', '2026-03-13T14:05:00'],
  ['3/13/2026, 12:05 am', '2026-03-13T00:05:00'],
  ['3/3/2026', '2026-03-03'],
  ['3/4/2026', either],
  ['3/4/2026', '2026-04-03', 'dmy'],
  ['3/4/2026', '2026-03-04', 'mdy'],
  ['1 Mar 2026', '2026-03-01'],
  ['March 1, 2026', '2026-03-01'],
  ['1767225600', '2026-01-01T00:00:00.000Z'],
  ['1767225600000', '2026-01-01T00:00:00.000Z'],
  ['31/02/2026', undefined],
  ['2026-02-30', undefined],
  ['soon', undefined],
];
test.each(dates)('the date %j is %j', (cell, read, order) => {
  const value = datesOf([cell], order)(cell);
  if (read === either) expect(value).toMatchObject({ problem: expect.stringMatching(/--dates dmy or --dates mdy/) });
  else expect(value).toEqual(read === undefined ? { problem: expect.any(String) } : { value: read });
});

test('another value of the column tells which of day and month comes first', () => {
  expect(datesOf(['3/4/2026', '25/4/2026'])('3/4/2026')).toEqual({ value: '2026-04-03' });
});

const numbers: [cell: string, read: number | undefined | typeof either, mark?: DecimalMark][] = [
  ['1234.5', 1234.5],
  ['$1,234.50', 1234.5],
  ['1.234,50 €', 1234.5],
  ['EUR 1.200,00', 1200],
  ['1 234,5', 1234.5],
  ['1\u00a0234\u202f567', 1234567],
  ["1'234.5", 1234.5],
  ['1.234.567', 1234567],
  ['12%', 12],
  ['(100)', -100],
  ['−5', -5],
  ['0.125', 0.125],
  ['1,234', either],
  ['1.234', either],
  ['1,234', 1234, 'point'],
  ['1,234', 1.234, 'comma'],
  ['1.5', undefined, 'comma'],
  ['1,2,3', undefined],
  ['many', undefined],
];
test.each(numbers)('the number %j is %j', (cell, read, mark) => {
  const value = numbersOf([cell], mark)(cell);
  if (read === either)
    expect(value).toMatchObject({ problem: expect.stringMatching(/--decimal point or --decimal comma/) });
  else expect(value).toEqual(read === undefined ? { problem: expect.any(String) } : { value: read });
});

test('another value of the column tells what a lone mark means', () => {
  expect(numbersOf(['1,234', '9,5'])('1,234')).toEqual({ value: 1.234 });
  expect(numbersOf(['1,234', '9.5'])('1,234')).toEqual({ value: 1234 });
});

test.each([
  ['TRUE', true],
  [' yes ', true],
  ['1', true],
  ['Ja', true],
  ['false', false],
  ['0', false],
  ['Nein', false],
  ['maybe', undefined],
])('%j is %j', (cell, read) => {
  expect(readBoolean(cell)).toEqual(read === undefined ? { problem: expect.any(String) } : { value: read });
});
