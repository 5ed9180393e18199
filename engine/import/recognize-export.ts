import type { ImportKind } from './import-kind.ts';
import { type KnownExport, knownExports } from './known-exports.ts';

/** A column's name without case and punctuation. */
export const bareHeader = (column: string): string => column.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The tool's export that the columns match, of the given kind if any. */
export const recognizeExport = (columns: readonly string[], kind?: ImportKind): KnownExport | undefined => {
  const headers = new Set(columns.map(bareHeader));
  return knownExports.find(
    known => (kind ?? known.kind) === known.kind && known.signs.every(oneOf => oneOf.some(sign => headers.has(sign))),
  );
};

/** The kind of the rows, by columns and file name; undefined where they do not show it. */
export const rowsOf = (columns: readonly string[], file: string): ImportKind | undefined => {
  const headers = new Set(columns.map(bareHeader));
  const has = (...names: string[]) => names.some(name => headers.has(name));
  if (/unsub|opt-?_?outs?/i.test(file)) return 'unsubscribes';
  if (/suppress|bounce|complain/i.test(file)) return 'suppressions';
  const known = recognizeExport(columns);
  if (known) return known.kind;
  if (has('event', 'eventname') && has('timestamp', 'time', 'eventtime', 'occurredat', 'createdat', 'date'))
    return 'events';
  if (has('email', 'emailaddress')) {
    if (has('reason', 'suppressionreason', 'bouncetype')) return 'suppressions';
    return has('userid', 'contactid', 'firstname', 'lastname', 'name', 'id') ? 'contacts' : undefined;
  }
  return has('groupid', 'accountid', 'companyid', 'workspaceid', 'organizationid') ? 'accounts' : undefined;
};
