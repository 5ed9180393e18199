import type { CatalogData } from '../definition/catalog.ts';
import { nameOneOf } from '../kernel/did-you-mean.ts';
import type { ColumnMeaning, FieldForm, ImportKind } from './import-kind.ts';
import type { KnownExport } from './known-exports.ts';
import { bareHeader } from './recognize-export.ts';
import { rowKinds } from './row-kinds.ts';

/** A column, and the field that it becomes. */
export interface MappedColumn {
  column: string;
  index: number;
  /** Absent if the column isn't used. */
  field?: string;
  form?: FieldForm;
  /** The value that a yes stands for, if the column is a yes/no question. */
  says?: string;
  times?: number;
  how: 'said' | 'guessed' | 'unused';
  /** Why it is not used. */
  why?: string;
}

/** A `--map` option: the field of a column; an empty text skips the column. */
export interface SaidMapping {
  column: string;
  field: string;
}

/** An invalid mapping of columns. */
export class MappingRefused extends Error {
  override readonly name = 'MappingRefused';
  readonly fix: string;
  readonly exitCode = 2;
  constructor(what: string, fix: string) {
    super(what);
    this.fix = fix;
  }
}

/** Parses `--map column=field,column=field`; a column's own `=` and `,` are kept where no other reading fits. */
export const saidMappings = (texts: readonly string[], columns: readonly string[]): SaidMapping[] =>
  texts.flatMap(text => {
    const whole = columns.find(column => text.startsWith(`${column}=`));
    const parts = whole === undefined ? text.split(',') : [text];
    return parts.flatMap(part => {
      const at = whole === undefined ? part.lastIndexOf('=') : whole.length;
      if (at < 0) throw new MappingRefused(`--map ${part}: that is no mapping`, 'write --map <column>=<field>');
      const column = part.slice(0, at);
      return part
        .slice(at + 1)
        .split(',')
        .map(field => ({ column, field: field.trim() }));
    });
  });

/**
 * Maps each column: by `--map`, else by the names of the tool or the kind, else to the attribute of that name.
 * @throws MappingRefused if a name is unknown, or a required field is missing
 */
export const mapColumns = (
  columns: readonly string[],
  { kind, known, said, set, catalog }: MappingInput,
): MappedColumn[] => {
  const fields = rowKinds[kind].fields(catalog);
  const taken = new Set<string>();
  const mapped = new Map<number, MappedColumn[]>();
  for (const each of said) {
    const index = indexOf(each.column, columns);
    const column = columns[index] ?? '';
    if (each.field === '') mapped.set(index, [{ column, index, how: 'unused', why: 'left out by --map' }]);
    else {
      const field = fieldNamed(each.field, Object.keys(fields));
      taken.add(field);
      mapped.set(index, [
        ...(mapped.get(index) ?? []),
        { column, index, field, form: fields[field] ?? 'text', how: 'said' },
      ]);
    }
  }
  for (const name of set) taken.add(fieldNamed(name, Object.keys(fields)));
  const byHeader = new Map(Object.keys(fields).map(name => [bareHeader(name), name]));
  for (const [index, column] of columns.entries()) {
    if (mapped.has(index)) continue;
    const header = bareHeader(column);
    const guess =
      known?.columns[header] ?? rowKinds[kind].columns[header] ?? byHeader.get(header) ?? optedOut(column, kind);
    mapped.set(index, [guessed(column, index, guess, fields, taken)]);
  }
  for (const { oneOf, fix } of rowKinds[kind].needs) {
    if (oneOf.some(field => taken.has(field))) continue;
    if (columns.some(column => column.includes('@')))
      throw new MappingRefused(
        'the first line has an address, and names no columns',
        'write their names above it: email',
      );
    throw new MappingRefused(
      `no column is the ${oneOf.join(' or the ')} of ${kind}: there are ${columns.join(', ')}`,
      fix,
    );
  }
  return columns.flatMap((_, index) => mapped.get(index) ?? []);
};

interface MappingInput {
  kind: ImportKind;
  known: KnownExport | undefined;
  said: readonly SaidMapping[];
  /** Fields that `--set` gives to all rows. */
  set: readonly string[];
  catalog: CatalogData;
}

const guessed = (
  column: string,
  index: number,
  meaning: ColumnMeaning | undefined,
  fields: Readonly<Record<string, FieldForm>>,
  taken: Set<string>,
): MappedColumn => {
  if (meaning === undefined) return { column, index, how: 'unused' };
  if (typeof meaning === 'object' && 'unused' in meaning) return { column, index, how: 'unused', why: meaning.unused };
  const { field, ...more } = typeof meaning === 'string' ? { field: meaning } : meaning;
  const form = fields[field];
  if (form === undefined) return { column, index, how: 'unused' };
  // Several columns may contain opt-outs.
  if (taken.has(field) && form !== 'choice')
    return { column, index, how: 'unused', why: `another column is ${field} already` };
  taken.add(field);
  return { column, index, field, form, ...more, how: 'guessed' };
};

/** HubSpot has a column of each type of subscription: "Opted out of email: Product news". */
const optedOut = (column: string, kind: ImportKind): ColumnMeaning | undefined => {
  const [, topic] = /^opted out of (?:email|e-mail)s?: *(.+)$/i.exec(column) ?? [];
  return topic !== undefined && Object.hasOwn(rowKinds[kind].columns, 'unsubscribed')
    ? { field: 'unsubscribed', says: topic }
    : undefined;
};

const indexOf = (said: string, columns: readonly string[]): number => {
  const exact = columns.indexOf(said);
  const index = exact >= 0 ? exact : columns.findIndex(column => bareHeader(column) === bareHeader(said));
  if (index < 0) throw new MappingRefused(`--map: the file has no column "${said}"`, nameOneOf(said, columns));
  return index;
};

const fieldNamed = (said: string, fields: readonly string[]): string => {
  const field = fields.find(name => name === said) ?? fields.find(name => bareHeader(name) === bareHeader(said));
  if (field === undefined) throw new MappingRefused(`there is no field "${said}"`, nameOneOf(said, fields));
  return field;
};
