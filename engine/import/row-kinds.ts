import type { ImportKind, ImportKindAnswers } from './import-kind.ts';
import { importedAccounts } from './kinds/accounts.ts';
import { contactRows } from './kinds/contacts.ts';
import { eventRows } from './kinds/events.ts';
import { suppressionRows, unsubscribeRows } from './kinds/opt-outs.ts';

/** What each kind of import makes of a row. */
export const rowKinds: Readonly<Record<ImportKind, ImportKindAnswers>> = {
  accounts: importedAccounts,
  contacts: contactRows,
  suppressions: suppressionRows,
  unsubscribes: unsubscribeRows,
  events: eventRows,
};
