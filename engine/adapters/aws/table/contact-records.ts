import type { Delivery } from '../../../account/delivery.ts';
import type { Erasure } from '../../../account/erasure.ts';
import type { ContactRecords } from '../../../ports/contact-records.ts';
import { accountPartition, erasuresPartition, sortKey } from './keys.ts';
import { content } from './stored-item.ts';
import { itemsBetween, itemsUnder, type Table } from './table.ts';
import { accountTimeline } from './timeline.ts';

export const tableContactRecords = (table: Table): ContactRecords => ({
  deliveriesTo: async (account, contact) =>
    (await itemsUnder(table, accountPartition(account), sortKey.delivery))
      .map(item => content<Delivery>(item))
      .filter(delivery => delivery.contact === contact)
      .sort((a, b) => (a.claimedAt < b.claimedAt ? -1 : 1)),

  linesOf: async (account, contact) =>
    (await accountTimeline(table, account)).filter(({ entry }) => 'to' in entry && entry.to === contact),

  // `~` sorts behind every instant.
  erasures: async (since = '') =>
    (await itemsBetween(table, erasuresPartition, since, '~')).map(item => {
      // One order of names, for whoever keeps the log as text.
      const { account, contact, at, addresses } = content<Erasure>(item);
      return { account, contact, at, addresses };
    }),
});
