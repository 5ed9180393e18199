import type { CatalogData } from '../definition/catalog.ts';
import type { ReadCell } from './read-dates.ts';

export const importKinds = ['accounts', 'contacts', 'suppressions', 'unsubscribes', 'events'] as const;
export type ImportKind = (typeof importKinds)[number];

/** How the cells of a field are read. `ids`: several, separated by `;`. `choice`: yes, no, or a word. */
export type FieldForm = 'text' | 'id' | 'ids' | 'number' | 'boolean' | 'date' | 'choice' | 'owner';

/** The fields of a row that have a value. */
export type RowFields = ReadonlyMap<string, string | number | boolean | readonly string[]>;

/** An address that may not be mailed: suppressed with a reason, or opted out of a topic. */
export interface Hold {
  unsubscribed?: true | readonly string[];
  suppressed?: 'bounced' | 'complained';
}

/** The result of a row: calls, and opt-outs and suppressions by address. */
export interface DraftedRow {
  calls: readonly DraftedCall[];
  held?: { email: string; hold: Hold };
}

/** A call without id and time. `key`: what it is about. */
export interface DraftedCall {
  key: string;
  body: Readonly<Record<string, unknown>>;
  /** The address of the person. */
  email?: string;
  /** Time of the event, if the row has one. */
  at?: string;
  /** The row's own id, if any. */
  id?: string;
}

/** A row that cannot be used. */
export interface RowProblem {
  problem: string;
  fix: string;
}

/** The target of a column: a field, one that is multiplied, one whose yes means a word; or nothing, and why. */
export type ColumnMeaning = string | { field: string; times?: number; says?: string } | { unused: string };

export interface ImportKindAnswers {
  fields(catalog: CatalogData): Readonly<Record<string, FieldForm>>;
  /** One field of each list must be mapped; `fix`: what to do otherwise. */
  needs: readonly { oneOf: readonly string[]; fix: string }[];
  /** By header without case and punctuation. */
  columns: Readonly<Record<string, ColumnMeaning>>;
  draft(fields: RowFields): DraftedRow | RowProblem;
  /** Set if the rows may enroll accounts. */
  mayEnroll?: true;
  /** Set if the rows are opt-outs or suppressions. */
  givesHolds?: true;
  /** Set if opt-outs and suppressions must be imported first. */
  needsHolds?: true;
  /** Fields with personal data. */
  personal: readonly string[];
}

/** The key of an opt-out: one for each person, topic and reason. */
export const optOutKey = ({ userId, groupId = '' }: { userId: string; groupId?: string }, hold: Hold): string =>
  `opt-out:${groupId}/${userId}:${JSON.stringify(hold)}`;

export const fieldText = (fields: RowFields, name: string): string | undefined => {
  const value = fields.get(name);
  return value === undefined || typeof value === 'object' ? undefined : String(value);
};

export const isProblem = (read: object): read is Extract<ReadCell, { problem: string }> => 'problem' in read;
