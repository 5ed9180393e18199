import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { EntryRefusal } from '../../../account/entry-refusal.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import { type EntryRefusals, newOnceADay } from '../../../ports/entry-refusals.ts';
import type { Clock } from '../../../ports/ports.ts';
import { afterEntryRefusal, isAlive } from '../../../ports/retention.ts';
import { accountPartition } from './keys.ts';
import { content, type StoredItem } from './stored-item.ts';
import { itemsUnder, type Table } from './table.ts';

/** An item for each journey, outside the range that decisions read. */
export const tableEntryRefusals = (table: Table, clock: Clock): EntryRefusals => {
  const isNew = newOnceADay();
  return {
    keep: async refusal => {
      if (!isNew(refusal)) return;
      const Item = marshall(entryRefusalItem(refusal));
      await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
    },
    of: async account => {
      const items = await itemsUnder(table, accountPartition(account), sortKey.entryRefusal);
      return items.filter(item => isAlive(item, clock.now())).map(item => content<EntryRefusal>(item));
    },
  };
};

export const entryRefusalItem = (refusal: EntryRefusal): StoredItem => ({
  pk: accountPartition(refusal.account),
  sk: sortKey.entryRefusal + refusal.journey,
  ...refusal,
  expiresAt: afterEntryRefusal(refusal.at),
});
