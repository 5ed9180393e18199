import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../../engine/cli/csv.ts';
import { brokenCell, saysNothing } from '../../engine/import/cell.ts';
import { decodeText } from '../../engine/import/decode-text.ts';
import { readBoolean } from '../../engine/import/read-boolean.ts';
import { readCsv } from '../../engine/import/read-csv.ts';
import { type DayOrder, datesOf } from '../../engine/import/read-dates.ts';
import { type DecimalMark, numbersOf } from '../../engine/import/read-numbers.ts';
import { refuseOtherFiles } from '../../engine/import/refuse-other-files.ts';

const wide = (text: string) => Buffer.from(text, 'utf16le');
const bytes: [name: string, bytes: Buffer, text: string, encoding: string][] = [
  ['UTF-8', Buffer.from('id,café'), 'id,café', 'UTF-8'],
  ['UTF-8 with a mark', Buffer.from('\uFEFFid,café'), 'id,café', 'UTF-8'],
  ['UTF-16 with a mark', wide('\uFEFFid,café'), 'id,café', 'UTF-16'],
  ['UTF-16 without one', wide('id,café'), 'id,café', 'UTF-16'],
  ['UTF-16 the other way round', wide('\uFEFFid,café').swap16(), 'id,café', 'UTF-16'],
  ['Windows-1252', Buffer.from([0x69, 0x64, 0x2c, 0x63, 0x61, 0x66, 0xe9, 0x80]), 'id,café€', 'Windows-1252'],
];
const latin = (text: string) => Buffer.from(text, 'latin1');
bytes.push(
  [
    'UTF-16 of few Western letters',
    wide('id,\u540d\u524d\u3000\u4e00\n1,\u6771\n2,\u4eac\n'),
    'id,\u540d\u524d\u3000\u4e00\n1,\u6771\n2,\u4eac\n',
    'UTF-16',
  ],
  [
    'Windows-1252 of words alone',
    latin('IRM\xc3O,\xab\xe9t\xe9\xbb,d\xfc\xdf,\x97\x97\x97\x97'),
    'IRM\u00c3O,\u00ab\u00e9t\u00e9\u00bb,d\u00fc\u00df,\u2014\u2014\u2014\u2014',
    'Windows-1252',
  ],
);
test.each(bytes)('%s is read as such', (_, input, text, encoding) => {
  expect(decodeText(input)).toEqual({ text, encoding });
});

test.each([
  ['Shift_JIS', latin('id\n\x93\x8c\x8b\x9e\x8a\x94'), /line 2: is in an encoding/],
  ['GB 18030', latin('id\n1,\xb1\xb1\xbe\xa9'), /line 2: is in an encoding/],
  ['Windows-1251', latin('\xcc\xee\xf1\xea\xe2\xe0'), /line 1: is in an encoding/],
  ['UTF-8 but for a line', latin('id\nM\xc3\xbcller\nCaf\xe9'), /line 3: is not UTF-8/],
  ['UTF-8 that breaks off', latin('id\n\xe6\x9d\xb1\n\xe6\x9d'), /line 3: is not UTF-8/],
])('%s is not taken for Windows-1252', (_, input, problem) => {
  expect(() => decodeText(input)).toThrow(problem);
});

test('an encoding is read as it is said, and none that is unknown', () => {
  expect(decodeText(latin('\x93\x8c\x8b\x9e'), 'shift_jis')).toEqual({ text: '\u6771\u4eac', encoding: 'shift_jis' });
  expect(() => decodeText(latin('a'), 'shft_jis')).toThrow(
    expect.objectContaining({ fix: 'did you mean "shift_jis"?' }),
  );
  expect(() => decodeText(latin('\xff'), 'utf-8')).toThrow(/is not in utf-8/);
});

test.each([
  ['PK\x03\x04\x14', 'an Excel workbook'],
  ['\x1f\x8b\x08', 'compressed'],
  [' [{"id":1}]', 'JSON'],
  ['<html>', 'a page of HTML'],
])('%j is %s and no CSV', (text, what) => {
  expect(() => refuseOtherFiles(latin(text))).toThrow(what);
  expect(() => refuseOtherFiles(latin(`id,${text}`))).not.toThrow();
});

test.each(['', ' NULL ', '(null)', '\\N', 'n/a', '#N/A', 'undefined', '-', '\u2014'])('%j says nothing', cell => {
  expect(saysNothing(cell)).toBe(true);
});

test.each([
  ['#REF!', false, true],
  ['#1', false, false],
  ['1.23457E+11', true, true],
  ['1,2E+05', true, true],
  ['1.23457E+11', false, false],
  ['1e5', true, false],
])('%j, an id: %j, is broken: %j', (cell, isId, isBroken) => {
  expect(brokenCell(cell, isId) !== undefined).toBe(isBroken);
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

  test('that is torn says where, and how to fix it', () => {
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
  ['25. M\u00e4rz 2027', '2027-03-25'],
  ['1er janvier 2027', '2027-01-01'],
  ['1 de marzo de 2027', '2027-03-01'],
  ['3 listopada 2027', '2027-11-03'],
  ['March 1st, 2027', '2027-03-01'],
  ['25-Mar-27', '2027-03-25'],
  ['25-Mar-99', '1999-03-25'],
  ['Monday, March 1, 2027', '2027-03-01'],
  ['Mon, 01 Mar 2027 10:00:00 GMT', '2027-03-01T10:00:00Z'],
  ['Mon Mar 01 2027 10:00:00 GMT+0100 (Central European Standard Time)', '2027-03-01T10:00:00+0100'],
  ['2027\u5e743\u67081\u65e5', '2027-03-01'],
  ['\uff12\uff10\uff12\uff17\uff0f\uff13\uff0f\uff11', '2027-03-01'],
  ['2027. 3. 1.', '2027-03-01'],
  ['2027.3.1', '2027-03-01'],
  ['20270301', '2027-03-01'],
  ['46082', '2026-03-01'],
  ['46447.5', '2027-03-01T12:00:00'],
  ['12345', undefined],
  ['3/25/27', undefined],
  ['1 Foo 2027', undefined],
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
  ['\u20b91,20,000.00', 120000],
  ['Rs. 12,00,000', 1200000],
  ['INR 1,20,000', 120000],
  ['US$ 1,200.00', 1200],
  ['A$-5', -5],
  ['-$100', -100],
  ['(\u20ac100)', -100],
  ['USD1200', 1200],
  ['R$ 1.200,50', 1200.5],
  ['R1 200.50', 1200.5],
  ['1 200 kr.', 1200],
  ['1.200,00 z\u0142', 1200],
  ["CHF 1'200.\u2013", 1200],
  ['1200,- \u20ac', 1200],
  ['1200-', -1200],
  ['\uff11\uff12\uff10\uff10\u5186', 1200],
  ['12k', undefined],
  ['10 users', undefined],
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
