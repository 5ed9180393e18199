import { BatchGetItemCommand, ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Delivery, DeliveryFact } from '../../../domain/delivery.ts';
import type { Instant } from '../../../domain/instant.ts';
import { updateItem } from './item-write.ts';
import { deliveryKey } from './keys.ts';
import { onceUncontended } from './once-uncontended.ts';
import { content, type StoredItem, storedItem } from './stored-item.ts';
import type { Table } from './table.ts';

/** Of BatchGetItem. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const itemsPerRead = 100;

/** The deliveries that exist, in the order of `ids`. */
export const deliveries = async (table: Table, account: string, ids: readonly string[]): Promise<Delivery[]> => {
  const wanted = [...new Set(ids)];
  const found = new Map<string, Delivery>();
  for (let start = 0; start < wanted.length; start += itemsPerRead) {
    for (const item of await readTogether(table, account, wanted.slice(start, start + itemsPerRead))) {
      const delivery = content<Delivery>(item);
      found.set(delivery.id, delivery);
    }
  }
  return wanted.flatMap(id => found.get(id) ?? []);
};

/** The first time of a fact counts. Facts come in any order and stand beside each other, never in place of one another. */
export const recordFact = async (
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
    const { Attributes } = await onceUncontended(() =>
      client.send(new UpdateItemCommand({ ...update, ReturnValues: 'ALL_OLD' })),
    );
    return Attributes && content<Delivery>(storedItem(Attributes));
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
};

const readTogether = async (
  { client, name }: Table,
  account: string,
  ids: readonly string[],
): Promise<StoredItem[]> => {
  const items: StoredItem[] = [];
  let keys = ids.map(id => marshall(deliveryKey(account, id)));
  while (keys.length > 0) {
    const answer = await client.send(
      new BatchGetItemCommand({ RequestItems: { [name]: { Keys: keys, ConsistentRead: true } } }),
    );
    items.push(...(answer.Responses?.[name] ?? []).map(storedItem));
    keys = answer.UnprocessedKeys?.[name]?.Keys ?? [];
  }
  return items;
};
