import type { ImportKind, ImportKindAnswers } from './import-kind.ts';
import { importedAccounts } from './kinds/accounts.ts';
import { contactRows } from './kinds/contacts.ts';
import { eventRows } from './kinds/events.ts';
import { suppressionRows, unsubscribeRows } from './kinds/opt-outs.ts';

/** The conversion of a row by each kind of import. */
export const rowKinds: Readonly<Record<ImportKind, ImportKindAnswers>> = {
  accounts: importedAccounts,
  contacts: contactRows,
  suppressions: suppressionRows,
  unsubscribes: unsubscribeRows,
  events: eventRows,
};
