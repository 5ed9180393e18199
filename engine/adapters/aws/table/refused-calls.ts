import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Clock } from '../../../ports/ports.ts';
import { byReceipt, type Refusals, type RefusedCall } from '../../../ports/refusals.ts';
import { afterCall, isAlive } from '../../../ports/retention.ts';
import { refusedCallKey, refusedPartition, refusedPrefix, shards } from './keys.ts';
import { content, packed, type StoredItem } from './stored-item.ts';
import { itemsUnder, type Table } from './table.ts';

export const tableRefusals = (table: Table, clock: Clock): Refusals => ({
  keep: async call => {
    await table.client.send(new PutItemCommand({ TableName: table.name, Item: marshall(refusedItem(call)) }));
  },
  all: async () => {
    const found = await Promise.all(shards.map(shard => itemsUnder(table, refusedPartition(shard), refusedPrefix)));
    const now = clock.now();
    return found
      .flat()
      .filter(item => isAlive(item, now))
      .map(item => content<RefusedCall>(item))
      .sort(byReceipt);
  },
});

export const refusedItem = (call: RefusedCall): StoredItem => ({
  ...refusedCallKey(call.id),
  ...packed(call),
  expiresAt: afterCall(call.receivedAt),
});
