import type { Contact } from '../../../domain/account.ts';
import type { DomainEvent } from '../../../domain/event.ts';
import type { AccountStore, Clock } from '../../../services/ports.ts';
import { commit } from './commit.ts';
import { accountsDue, openTasks } from './index-queries.ts';
import { accountPartition, contactKey, customerKey, dayKey, sortKey, waitingPartition } from './keys.ts';
import { deliveries, recordFact } from './ledger.ts';
import { marksOf } from './rows/day.ts';
import { promptOf } from './rows/prompt.ts';
import { see } from './see.ts';
import { snapshot } from './snapshot.ts';
import { content, isAlive } from './stored-item.ts';
import { itemAt, itemsUnder, type Table } from './table.ts';

/** Accounts in one DynamoDB table; the layout is in `keys.ts`. */
export const accountStore = (table: Table, clock: Clock): AccountStore => ({
  snapshot: (account, options) => snapshot(table, account, clock.now(), options),
  commit: (account, changes) => commit(table, account, changes),

  handled: async event => {
    if (event.account === undefined) return false;
    const day = await itemAt(table, dayKey(event.account, event));
    return day !== undefined && marksOf(day).some(mark => mark.id === event.id);
  },

  see: (account, enrollment, flag, at) => see(table, account, enrollment, flag, at),
  deliveries: (account, ids) => deliveries(table, account, ids),
  recordFact: (account, delivery, fact, at) => recordFact(table, account, delivery, fact, at),

  contact: async (account, contact) => {
    const item = await itemAt(table, contactKey(account, contact));
    return item && content<Contact>(item);
  },

  prompts: async account => (await itemsUnder(table, accountPartition(account), sortKey.prompt)).map(promptOf),

  waiting: async owner => {
    const now = clock.now();
    const items = await itemsUnder(table, waitingPartition(owner), sortKey.waiting);
    return items.filter(item => isAlive(item, now)).map(item => content<DomainEvent>(item));
  },

  accountOfCustomer: async customer => {
    const item = await itemAt(table, customerKey(customer));
    return item && content<{ account: string }>(item).account;
  },

  accountsDue: (attribute, date, cursor) => accountsDue(table, attribute, date, cursor),
  openTasks: owner => openTasks(table, owner),
});
