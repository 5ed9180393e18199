import { CsvError, parse } from 'csv-parse/sync';

/** A CSV file: its columns, and its rows with their line numbers. */
export interface CsvTable {
  separator: string;
  columns: readonly string[];
  rows: readonly CsvRow[];
}

export interface CsvRow {
  line: number;
  /** Cells by column; short rows lack the last ones. */
  cells: readonly string[];
}

/** A file that isn't a table. */
export class CsvUnreadable extends Error {
  override readonly name = 'CsvUnreadable';
  readonly fix: string;
  readonly exitCode = 2;
  constructor(what: string, fix: string) {
    super(what);
    this.fix = fix;
  }
}

/**
 * Reads RFC 4180 and common variants: separated by `,`, `;`, tab or `|`, with any line ends, Excel's `sep=` line, and
 * rows that are too short or too long. Undoes the formula guard of `csvOf`.
 * @throws CsvUnreadable
 */
export const readCsv = (text: string): CsvTable => {
  const [, said, rest] = /^\uFEFF?(?:sep=(.)\r?\n)?(.*)$/s.exec(text) ?? [];
  const body = rest ?? text;
  const separator = said ?? separatorOf(body);
  const skipped = said === undefined ? 0 : 1;
  const records = recordsOf(body, separator);
  const [header, ...rows] = records;
  if (header === undefined)
    throw new CsvUnreadable('the file is empty', 'export it again: the first line names the columns');
  const columns = namesOf(header.record);
  return {
    separator,
    columns,
    rows: rows.map(({ record, info }) => ({
      line: info.lines - newlinesIn(record) + skipped,
      cells: record.map(unguarded),
    })),
  };
};

interface ReadRecord {
  record: string[];
  info: { lines: number };
}

const recordsOf = (body: string, separator: string): ReadRecord[] => {
  try {
    return parse(body, {
      delimiter: separator,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as ReadRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as unknown as { lines?: number };
    throw new CsvUnreadable(
      `line ${lines ?? 1}: a quoted text is not closed`,
      'write a quote inside of a quoted text twice, as "", or export the file again',
    );
  }
};

/** The most frequent separator in the first line, outside quotes. */
const separatorOf = (body: string): string => {
  const firstLine = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(body)?.[0] ?? '';
  const bare = firstLine.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counts = [',', ';', '\t', '|'].map(separator => ({ separator, count: bare.split(separator).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.separator ?? ',';
};

/** Makes column names unique. */
const namesOf = (header: readonly string[]): string[] => {
  const seen = new Map<string, number>();
  return header.map((cell, index) => {
    const name = unguarded(cell).trim() || `column ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
};

const newlinesIn = (record: readonly string[]): number =>
  record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);

const unguarded = (cell: string): string => (/^'[=+\-@\t\n]/.test(cell) ? cell.slice(1) : cell);
