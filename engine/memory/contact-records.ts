import { usageOf } from '../account/usage.ts';
import type { ContactRecords } from '../ports/contact-records.ts';
import { allRows, rowsBetween } from './rows.ts';
import { readAccount, type Store } from './store.ts';
import { usageAt } from './usage-rows.ts';

export const memoryContactRecords = (store: Store): ContactRecords => ({
  deliveriesTo: async (account, id) =>
    allRows(readAccount(store, account).deliveries)
      .filter(({ contact }) => contact === id)
      .sort((a, b) => (a.claimedAt < b.claimedAt ? -1 : 1)),

  linesOf: async (account, contact) =>
    allRows(readAccount(store, account).lines).filter(({ entry }) => 'to' in entry && entry.to === contact),

  usageOf: async (account, contact) => {
    const usage = usageAt(readAccount(store, account).usage, store.clock.now());
    return [...usageOf([...usage].flatMap(({ id }) => usage.sent(id)).filter(({ user }) => user === contact))];
  },

  // `~` sorts behind every instant.
  erasures: async (since = '') => rowsBetween(store.erasures, since, '~'),
});
