import type { Profile } from '../../../account/account.ts';
import type { Accounts } from '../../../ports/accounts.ts';
import type { Clock } from '../../../ports/ports.ts';
import { isAlive } from '../../../ports/retention.ts';
import { commit } from './commit.ts';
import { dayKey, profileKey } from './keys.ts';
import { wasHandled } from './rows/day.ts';
import { snapshot } from './snapshot.ts';
import { content } from './stored-item.ts';
import { itemAt, type Table } from './table.ts';

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
