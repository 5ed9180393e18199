import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { plusSeconds } from '../../../kernel/instant.ts';
import type { Clock } from '../../../ports/ports.ts';
import type { Refusals, RefusedCall } from '../../../ports/refusals.ts';
import { refusedCallKey, refusedPartition, shards } from './keys.ts';
import { content, isAlive, packed } from './stored-item.ts';
import { itemsUnder, type Table } from './table.ts';

const keptForSeconds = 30 * 86_400;

export const tableRefusals = (table: Table, clock: Clock): Refusals => ({
  keep: async call => {
    const expiresAt = Math.floor(Date.parse(plusSeconds(call.receivedAt, keptForSeconds)) / 1000);
    const Item = marshall({ ...refusedCallKey(call.id), ...packed(call), expiresAt });
    await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  },
  all: async () => {
    const found = await Promise.all(shards.map(shard => itemsUnder(table, refusedPartition(shard), 'CALL#')));
    const now = clock.now();
    return found
      .flat()
      .filter(item => isAlive(item, now))
      .map(item => content<RefusedCall>(item))
      .sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : 0));
  },
});
