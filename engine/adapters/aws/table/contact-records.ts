import type { Delivery } from '../../../account/delivery.ts';
import type { Erasure } from '../../../account/former-contact.ts';
import type { TimelineLine } from '../../../account/timeline.ts';
import { usageOf } from '../../../account/usage.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import type { ContactRecords } from '../../../ports/contact-records.ts';
import type { Clock } from '../../../ports/ports.ts';
import { accountPartition, erasuresPartition } from './keys.ts';
import { usageReader } from './rows/day.ts';
import { content } from './stored-item.ts';
import { itemsBetween, pagesUnder, type Table } from './table.ts';

export const tableContactRecords = (table: Table, clock: Clock): ContactRecords => ({
  deliveriesTo: async (account, contact) =>
    (await those<Delivery>(table, account, sortKey.delivery, delivery => delivery.contact === contact)).sort((a, b) =>
      a.claimedAt < b.claimedAt ? -1 : 1,
    ),

  linesOf: (account, contact) =>
    those<TimelineLine>(table, account, sortKey.line, ({ entry }) => 'to' in entry && entry.to === contact),

  usageOf: async (account, contact) => {
    const usage = usageReader(clock.now(), ({ user }) => user === contact);
    for await (const page of pagesUnder(table, accountPartition(account), sortKey.day)) page.forEach(usage.add);
    return [...usageOf(usage.marks)];
  },

  // `0` sorts before every instant and `~` after; a key is never empty.
  erasures: async (since = '0') =>
    (await itemsBetween(table, erasuresPartition, since, '~')).map(item => {
      // A fixed order of fields, so that the log's text is reproducible.
      const { account, contact, at, addresses } = content<Erasure>(item);
      return { account, contact, at, addresses };
    }),
});

const those = async <Row>(
  table: Table,
  account: string,
  prefix: string,
  isWanted: (row: Row) => boolean,
): Promise<Row[]> => {
  const found: Row[] = [];
  for await (const page of pagesUnder(table, accountPartition(account), prefix))
    for (const item of page) {
      const row = content<Row>(item);
      if (isWanted(row)) found.push(row);
    }
  return found;
};
