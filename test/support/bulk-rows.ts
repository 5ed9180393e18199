import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Change } from '../../engine/account/change.ts';
import { changeWrites } from '../../engine/adapters/aws/table/change-writes.ts';
import type { ItemWrite } from '../../engine/adapters/aws/table/item-write.ts';
import { accountPartition, seatKey } from '../../engine/adapters/aws/table/keys.ts';
import type { Instant } from '../../engine/kernel/instant.ts';

export interface BulkTable {
  client: DynamoDBClient;
  name: string;
}

/** Writes rows of an account in bulk in their stored form, without conditions. */
export const store = (table: BulkTable, account: string, changes: Iterable<Change>): Promise<void> =>
  storeRows(table, rowsOf(account, changes));

/** As `store`, for rows of several accounts. */
export const storeRows = (table: BulkTable, rows: Iterable<[account: string, change: Change]>): Promise<void> =>
  putAll(table, rowItems(rows));

/** Rows in their stored form. */
export const rowItems = (rows: Iterable<[account: string, change: Change]>): IteratorObject<object> => {
  const writes = function* () {
    for (const [account, change] of rows) yield* changeWrites(account, change);
  };
  return writes()
    .filter((write): write is Extract<ItemWrite, { kind: 'put' }> => write.kind === 'put')
    .map(({ key, item }) => ({ ...key, ...item }));
};

function* rowsOf(account: string, changes: Iterable<Change>): Generator<[string, Change]> {
  for (const change of changes) yield [account, change];
}

/** Writes items in bulk, without conditions. */
export const putAll = async (
  { client, name }: BulkTable,
  items: IteratorObject<object>,
  atOnce = 25,
): Promise<void> => {
  const worker = async () => {
    for (let page = nextOf(items, atOnce); page.length > 0; page = nextOf(items, atOnce)) {
      const requests = page.map(item => ({ PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: requests } }));
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
};

const nextOf = <Item>(items: Iterator<Item>, count: number): Item[] => {
  const page: Item[] = [];
  for (let next = items.next(); !next.done; next = items.next()) if (page.push(next.value) === count) break;
  return page;
};

/** Items with the latest word on each user's seat. */
export const seatItems = (account: string, users: number, at: Instant): object[] => {
  const items = new Map<string, Record<string, string>>();
  for (let n = 0; n < users; n++) {
    const user = `user-${n}-of-the-length-of-a-real-id`;
    const { sk } = seatKey(account, user);
    const item = items.get(sk) ?? { pk: accountPartition(account), sk };
    item[`u ${user}`] = `${at}${n % 3 === 0 ? '-' : '+'}`;
    items.set(sk, item);
  }
  return [...items.values()];
};
