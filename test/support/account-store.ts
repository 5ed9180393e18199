import { accountStore } from '../../engine/adapters/aws/table/account-store.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import { type AccountStore, CommitConflict } from '../../engine/ports/ports.ts';
import { startTestTable, type TestTable } from './dynamodb.ts';

/** The account store on a fresh table, at a time that stands still. */
export const startTestStore = async (now: Instant): Promise<{ store: AccountStore; table: TestTable }> => {
  const table = await startTestTable();
  return { table, store: accountStore(table, { now: () => now }) };
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
