import { type Change, seatsIn, successPlansIn } from '../../../account/change.ts';
import { rowsPerCommit } from '../../../account/commit-pages.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { CommitConflict } from '../../../ports/accounts.ts';
import { writesOf } from './change-writes.ts';
import { commitInPages } from './commit-in-pages.ts';
import { keepSeatChange } from './rows/seat.ts';
import { keepSuccessPlan } from './rows/success-plan.ts';
import type { Table } from './table.ts';
import { writeTogether } from './write-together.ts';

/**
 * Writes all changes or none: in one transaction if they fit, else in pages, which the next read of the account completes if
 * this process dies. Seat updates and success plans are independent of the rest, and are written first.
 * @throws CommitConflict naming the change that came too late
 */
export const commit = async (
  table: Table,
  account: string,
  changes: readonly Change[],
  now: Instant,
): Promise<void> => {
  for (const word of seatsIn(changes)) await keepSeatChange(table, account, word);
  for (const plan of successPlansIn(changes)) await keepSuccessPlan(table, account, plan);
  const writes = writesOf(table, account, changes);
  if (writes.length === 0) return;
  if (writes.length > rowsPerCommit) return commitInPages(table, account, changes, now);
  const [refused] = await writeTogether(table, writes);
  if (refused) throw new CommitConflict(refused.change);
};
