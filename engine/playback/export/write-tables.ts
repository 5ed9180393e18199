import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { createTables } from './create-tables.ts';
import {
  type ColumnType,
  type ExportedRow,
  type ExportedRows,
  type ExportedTable,
  exportedTables,
} from './exported-tables.ts';

/** Number of rows of each table. */
export type Exported = Readonly<Record<ExportedTable, number>>;

/**
 * Writes each table as Parquet, one file per day: `<folder>/timeline/day=2026-03-01/data.parquet`; and beside them the
 * Athena statements. A day's file is always replaced as a whole, so repeating an export changes nothing.
 */
export const writeTables = async (folder: string, rows: ExportedRows): Promise<Exported> => {
  const names = Object.keys(exportedTables) as ExportedTable[];
  for (const name of names) {
    for (const [day, each] of Map.groupBy(rows[name], row => row.day)) {
      const place = join(folder, name, `day=${day}`);
      await rm(place, { recursive: true, force: true });
      await mkdir(place, { recursive: true });
      await writeFile(join(place, 'data.parquet'), parquetOf(exportedTables[name], each));
    }
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'athena.sql'), createTables());
  return Object.fromEntries(names.map(name => [name, rows[name].length])) as unknown as Exported;
};

const parquetOf = (columns: Readonly<Record<string, ColumnType>>, rows: readonly ExportedRow[]): Buffer =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: Object.entries(columns).map(([name, type]) => ({
        name,
        type: parquetTypes[type],
        nullable: true,
        data: rows.map(({ cells }) => stored(cells[name], type)),
      })),
    }),
  );

const parquetTypes = {
  text: 'STRING',
  instant: 'TIMESTAMP',
  whole: 'INT32',
  number: 'DOUBLE',
  money: 'INT64',
} as const satisfies Readonly<Record<ColumnType, string>>;

const stored = (value: string | number | undefined, type: ColumnType): string | number | bigint | Date | null => {
  if (value === undefined) return null;
  return (of[type] as (value: string | number) => string | number | bigint | Date)(value);
};

const of: Readonly<Record<ColumnType, (value: never) => string | number | bigint | Date>> = {
  text: (value: string) => value,
  instant: (value: string) => new Date(value),
  whole: (value: number) => value,
  number: (value: number) => value,
  money: (value: number) => BigInt(Math.round(value)),
};
