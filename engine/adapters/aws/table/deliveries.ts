import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Delivery, DeliveryFact } from '../../../account/delivery.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Deliveries } from '../../../ports/deliveries.ts';
import { updateItem } from './item-write.ts';
import { deliveryKey } from './keys.ts';
import { content, storedItem } from './stored-item.ts';
import { itemsAt, type Table } from './table.ts';
import { retryContention } from './write-items.ts';

/** The ledger: one item per delivery. */
export const tableDeliveries = (table: Table): Deliveries => ({
  find: (account, ids) => find(table, account, ids),
  recordFact: (account, delivery, fact, at) => recordFact(table, account, delivery, fact, at),
});

const find = async (table: Table, account: string, ids: readonly string[]): Promise<Delivery[]> => {
  const wanted = [...new Set(ids)];
  const found = new Map<string, Delivery>();
  const keys = wanted.map(id => deliveryKey(account, id));
  for (const item of await itemsAt(table, keys)) found.set(content<Delivery>(item).id, content<Delivery>(item));
  return wanted.flatMap(id => found.get(id) ?? []);
};

/** Stores the first time of each fact. Facts arrive in any order and never replace one another. */
const recordFact = async (
  { client, name }: Table,
  account: string,
  delivery: string,
  fact: DeliveryFact,
  at: Instant,
): Promise<Delivery | undefined> => {
  const path = ['facts', fact];
  const update = updateItem(name, {
    key: deliveryKey(account, delivery),
    set: [{ path, value: at, unlessSet: path }],
    tests: [{ kind: 'exists' }],
  });
  try {
    const { Attributes } = await retryContention(() =>
      client.send(new UpdateItemCommand({ ...update, ReturnValues: 'ALL_OLD' })),
    );
    return Attributes && content<Delivery>(storedItem(Attributes));
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
};
