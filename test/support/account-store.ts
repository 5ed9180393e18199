import { tableAccountPorts } from '../../engine/adapters/aws/table/account-ports.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import type { AccountPorts } from '../../engine/ports/account-ports.ts';
import { CommitConflict } from '../../engine/ports/accounts.ts';
import { startTestTable, type TestTable } from './dynamodb.ts';

/** The account store on a fresh table, at a time that stands still. */
export const startTestStore = async (now: Instant): Promise<{ store: AccountPorts; table: TestTable }> => {
  const table = await startTestTable();
  return { table, store: tableAccountPorts(table, { now: () => now }) };
};

/** Kind of the change that the commit was refused for, or `committed`. */
export const outcomeOf = async (committing: Promise<void>): Promise<string> => {
  try {
    await committing;
    return 'committed';
  } catch (error) {
    if (error instanceof CommitConflict) return error.change.kind;
    throw error;
  }
};
