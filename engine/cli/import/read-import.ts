import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Project } from '../../build/build-project.ts';
import { alternativesIn, enrollingEvent } from '../../definition/enrolled-by.ts';
import { decodeText } from '../../import/decode-text.ts';
import { type ImportKind, importKinds } from '../../import/import-kind.ts';
import { type MappedColumn, mapColumns, saidMappings } from '../../import/map-columns.ts';
import { type ImportedBefore, type ImportPlan, planImport } from '../../import/plan-import.ts';
import { type CsvTable, readCsv } from '../../import/read-csv.ts';
import type { DayOrder } from '../../import/read-dates.ts';
import type { DecimalMark } from '../../import/read-numbers.ts';
import { readRows } from '../../import/read-rows.ts';
import { recognizeExport, rowsOf } from '../../import/recognize-export.ts';
import { refuseOtherFiles } from '../../import/refuse-other-files.ts';
import { rowKinds } from '../../import/row-kinds.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { UserError } from '../user-error.ts';

export interface ReadingChoices {
  as?: ImportKind;
  map: readonly string[];
  set: readonly string[];
  dates?: DayOrder;
  decimal?: DecimalMark;
  encoding?: string;
  at?: Instant;
  /** Also send events that enroll in journeys. */
  enroll?: true;
}

/** A file that was read, with the plan of its import. */
export interface ReadImport {
  file: string;
  encoding: string;
  tool: string | undefined;
  kind: ImportKind;
  at: Instant;
  table: CsvTable;
  mapping: readonly MappedColumn[];
  plan: ImportPlan;
}

/** Reads a file, dated by `at` or by its modification time. @throws UserError, CsvUnreadable, MappingRefused */
export const readImport = (
  file: string,
  choices: ReadingChoices,
  { catalog, team, journeys }: Pick<Project, 'catalog' | 'team' | 'journeys'>,
  before: ImportedBefore,
): ReadImport => {
  const { bytes, written } = contentsOf(file);
  refuseOtherFiles(bytes);
  const { text, encoding } = decodeText(bytes, choices.encoding);
  const table = readCsv(text);
  const kind = choices.as ?? rowsOf(table.columns, basename(file));
  if (!kind)
    throw new UserError(
      `${file}: cannot recognize what the rows are from the columns ${table.columns.join(', ')}`,
      `add --as ${importKinds.join('|')}`,
      2,
    );
  const known = recognizeExport(table.columns, kind);
  const set = new Map(choices.set.map(constantIn));
  const said = saidMappings(choices.map, table.columns);
  const mapping = mapColumns(table.columns, { kind, known, said, set: [...set.keys()], catalog });
  const rows = readRows(table, mapping, rowKinds[kind].fields(catalog), {
    set,
    team,
    dates: choices.dates,
    decimal: choices.decimal,
  });
  const at = choices.at ?? written;
  const starting = choices.enroll ? new Set<string>() : startingEvents(journeys);
  const plan = planImport(rows, { kind, catalog, at, before, starting });
  return { file, encoding, tool: known?.tool, kind, at, table, mapping, plan };
};

const contentsOf = (file: string): { bytes: Buffer; written: Instant } => {
  try {
    return { bytes: readFileSync(file), written: instant(Math.floor(statSync(file).mtimeMs / 1000) * 1000) };
  } catch (error) {
    throw new UserError(
      `${file} cannot be read: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : String((error as NodeJS.ErrnoException).code)}`,
      'name the CSV file that your tool exported',
      2,
    );
  }
};

const constantIn = (text: string): [string, string] => {
  const at = text.indexOf('=');
  if (at < 1) throw new UserError(`--set ${text}: no field and value`, 'write --set <field>=<value>', 2);
  return [text.slice(0, at).trim(), text.slice(at + 1)];
};

/** Events that enroll in a journey: by default not sent, as an old event is no reason to welcome an account. */
const startingEvents = (journeys: Project['journeys']): ReadonlySet<string> =>
  new Set(
    journeys.flatMap(({ definition: { enroll } }) => {
      const enrolling = enrollingEvent(enroll);
      return enrolling ? alternativesIn(enrolling).map(({ event }) => event) : [];
    }),
  );
