import type { Profile } from '../../../account/account.ts';
import { type Change, seatsIn, successPlansIn } from '../../../account/change.ts';
import { rowsPerCommit } from '../../../account/commit-pages.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { type Accounts, CommitConflict } from '../../../ports/accounts.ts';
import type { Clock } from '../../../ports/ports.ts';
import { isAlive } from '../../../ports/retention.ts';
import { writesOf } from './change-writes.ts';
import { commitInPages } from './commit-in-pages.ts';
import { dayKey, profileKey } from './keys.ts';
import { wasHandled } from './rows/day.ts';
import { keepSeatChange } from './rows/seat.ts';
import { keepSuccessPlan } from './rows/success-plan.ts';
import { snapshot } from './snapshot.ts';
import { content } from './stored-item.ts';
import { itemAt, type Table } from './table.ts';
import { writeTogether } from './write-items.ts';

/** Accounts in one DynamoDB table; the layout is in `keys.ts`. A snapshot is one query. */
export const tableAccounts = (table: Table, clock: Clock): Accounts => ({
  snapshot: (account, options) => snapshot(table, account, clock.now(), options),
  commit: (account, changes) => commit(table, account, changes, clock.now()),

  handled: async event => {
    if (event.account === undefined) return false;
    const day = await itemAt(table, dayKey(event.account, event));
    return day !== undefined && isAlive(day, clock.now()) && wasHandled(day, event.id);
  },

  profile: async account => {
    const item = await itemAt(table, profileKey(account));
    return item && content<Profile>(item);
  },
});

/**
 * Writes all changes or none: in one transaction if they fit, else in pages, which the next read of the account completes if
 * this process dies. Seat updates and success plans are independent of the rest, and are written first.
 * @throws CommitConflict naming the change that came too late
 */
const commit = async (table: Table, account: string, changes: readonly Change[], now: Instant): Promise<void> => {
  for (const word of seatsIn(changes)) await keepSeatChange(table, account, word);
  for (const plan of successPlansIn(changes)) await keepSuccessPlan(table, account, plan);
  const writes = writesOf(table, account, changes);
  if (writes.length === 0) return;
  if (writes.length > rowsPerCommit) return commitInPages(table, account, changes, now);
  const [refused] = await writeTogether(table, writes);
  if (refused) throw new CommitConflict(refused.change);
};
