import type { Team } from '../definition/team.ts';
import { memberOf } from '../definition/team.ts';
import { matchOwner } from '../definition/unknown-owner.ts';
import { brokenCell, saysNothing } from './cell.ts';
import type { FieldForm, RowFields, RowProblem } from './import-kind.ts';
import { isProblem } from './import-kind.ts';
import type { MappedColumn } from './map-columns.ts';
import { readBoolean } from './read-boolean.ts';
import type { CsvTable } from './read-csv.ts';
import { type DayOrder, datesOf, type ReadCell } from './read-dates.ts';
import { type DecimalMark, numbersOf } from './read-numbers.ts';

export interface ReadingOptions {
  dates?: DayOrder | undefined;
  decimal?: DecimalMark | undefined;
  /** Default values from `--set`, for rows without a value. */
  set: ReadonlyMap<string, string>;
  team: Team;
}

export type ReadRow = { line: number } & ({ fields: RowFields; warnings: readonly string[] } | RowProblem);

type Read = string | number | boolean | readonly string[];
type Reader = (cell: string) => { value?: Read; warning?: string } | { problem: string };

/** Reads the cells of each row by the forms of their fields. The form of a column is found from all its values. */
export const readRows = (
  { rows }: CsvTable,
  mapping: readonly MappedColumn[],
  forms: Readonly<Record<string, FieldForm>>,
  options: ReadingOptions,
): ReadRow[] => {
  const used = mapping.flatMap(({ field, form, ...column }) => {
    if (field === undefined || form === undefined) return [];
    const cells = rows.map(({ cells }) => cells[column.index] ?? '');
    const read = readerOf(form, cells, column, options);
    const isId = form === 'id' || form === 'ids';
    return [{ ...column, field, read: (cell: string) => brokenIn(cell, isId) ?? read(cell) }];
  });
  const constants = [...options.set].map(([field, text]) => {
    const reader = readerOf(forms[field] ?? 'text', [text], {}, options);
    return [field, reader(text)] as const;
  });
  return rows.map(({ line, cells }) => {
    const fields = new Map<string, Read>();
    const warnings: string[] = [];
    for (const { column, index, field, read } of used) {
      const cell = (cells[index] ?? '').trim();
      if (saysNothing(cell)) continue;
      const result = read(cell);
      if ('problem' in result)
        return {
          line,
          problem: `${column} ${result.problem}`,
          fix: `fix it, or leave the column out: --map "${column}="`,
        };
      if (result.warning !== undefined) warnings.push(`${column} ${result.warning}`);
      if (result.value !== undefined) fields.set(field, combined(fields.get(field), result.value));
    }
    for (const [field, result] of constants) {
      if ('problem' in result) return { line, problem: `--set ${field} ${result.problem}`, fix: 'give another value' };
      if (!fields.has(field) && result.value !== undefined) fields.set(field, result.value);
    }
    return { line, fields, warnings };
  });
};

const brokenIn = (cell: string, isId: boolean): { problem: string } | undefined => {
  const problem = (isId ? cell.split(';') : [cell])
    .map(each => brokenCell(each.trim(), isId))
    .find(each => each !== undefined);
  return problem === undefined ? undefined : { problem };
};

interface ReadColumn extends Pick<MappedColumn, 'says' | 'times'>, ReadingOptions {
  /** The column's non-empty cells. */
  cells: readonly string[];
}

const readerOf = (
  form: FieldForm,
  cells: readonly string[],
  column: Pick<MappedColumn, 'says' | 'times'>,
  options: ReadingOptions,
): Reader => readers[form]({ ...options, ...column, cells: cells.filter(cell => cell.trim() !== '') });

const text = (): Reader => cell => ({ value: cell.trim() });

const readers: Readonly<Record<FieldForm, (column: ReadColumn) => Reader>> = {
  text,
  id: text,
  ids: () => cell => ({ value: [...new Set(cell.split(';').map(each => each.trim()))].filter(id => !saysNothing(id)) }),
  date: ({ cells, dates }) => datesOf(cells, dates),
  number: ({ cells, decimal, times }) => {
    const read = numbersOf(cells, decimal);
    return cell => multiplied(read(cell), times);
  },
  boolean: () => readBoolean,
  choice:
    ({ says }) =>
    cell =>
      choiceOf(cell, says),
  owner:
    ({ team }) =>
    cell =>
      ownerOf(cell, team),
};

/** A no, or an unanswered question, gives no value. */
const choiceOf = (cell: string, says: string | undefined): { value?: Read } => {
  const read = readBoolean(cell);
  if (!isProblem(read)) return read.value === true ? { value: says === undefined ? true : [says] } : {};
  return { value: says === undefined ? [cell.trim()] : [says] };
};

/** Combines several columns of one choice; `true` (everything) wins. */
const combined = (before: Read | undefined, value: Read): Read =>
  Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : before === true ? true : value;

const multiplied = (read: ReadCell, times = 1): ReadCell =>
  isProblem(read) || typeof read.value !== 'number' ? read : { value: Math.round(read.value * times * 100) / 100 };

/** The team member with this id, address or name; CRMs export names. */
const ownerOf = (cell: string, team: Team): { value?: Read; warning?: string } => {
  const name = cell.trim().toLowerCase();
  const member = memberOf(cell.trim(), team) ?? team.find(each => each.name?.toLowerCase() === name);
  return member
    ? { value: member.id }
    : {
        warning: `is "${cell.trim()}", who is not in journeys/team.ts, and is left out: add them there, or say --set owner=<id>. ${matchOwner(cell, team)}`,
      };
};
