import {
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Key } from './keys.ts';
import type { AddressKeys } from './rows/contact.ts';
import { type StoredItem, storedItem } from './stored-item.ts';

export interface Table {
  client: DynamoDBClient;
  name: string;
  /** Keys of the address index, see `address-place.ts`; without them no contact is found by address. */
  addressKeys?: () => AddressKeys;
}

/** Strongly consistent. */
export const itemAt = async ({ client, name }: Table, key: Key): Promise<StoredItem | undefined> => {
  const { Item } = await client.send(new GetItemCommand({ TableName: name, Key: marshall(key), ConsistentRead: true }));
  return Item && storedItem(Item);
};

/** Limit of BatchGetItem. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const itemsPerRead = 100;

/** The existing ones of these items, in no particular order. Strongly consistent. */
export const itemsAt = async ({ client, name }: Table, keys: readonly Key[]): Promise<StoredItem[]> => {
  const items: StoredItem[] = [];
  for (let start = 0; start < keys.length; start += itemsPerRead) {
    let left = keys.slice(start, start + itemsPerRead).map(({ pk, sk }) => marshall({ pk, sk }));
    while (left.length > 0) {
      const answer = await client.send(
        new BatchGetItemCommand({ RequestItems: { [name]: { Keys: left, ConsistentRead: true } } }),
      );
      items.push(...(answer.Responses?.[name] ?? []).map(storedItem));
      left = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    }
  }
  return items;
};

/** All items of one partition whose sort key lies between the two, in order. Strongly consistent. */
export const itemsBetween = (table: Table, pk: string, from: string, to: string): Promise<StoredItem[]> =>
  all(pagesBetween(table, pk, from, to));

/** As `itemsBetween`, but streams pages of about 1 MB for callers that need not keep all items. */
export const pagesBetween = (table: Table, pk: string, from: string, to: string): AsyncGenerator<StoredItem[]> =>
  query(table, {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':from': { S: from }, ':to': { S: to } },
  });

/** All items of one partition whose sort key has the prefix, in order. Strongly consistent. */
export const itemsUnder = (table: Table, pk: string, prefix: string): Promise<StoredItem[]> =>
  all(pagesUnder(table, pk, prefix));

/** As `itemsUnder`, but streams pages of about 1 MB. */
export const pagesUnder = (table: Table, pk: string, prefix: string): AsyncGenerator<StoredItem[]> =>
  query(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: prefix } },
  });

async function* query(
  { client, name }: Table,
  input: Omit<QueryCommandInput, 'TableName'>,
): AsyncGenerator<StoredItem[]> {
  const pages = paginateQuery({ client }, { TableName: name, ConsistentRead: true, ...input });
  for await (const { Items = [] } of pages) yield Items.map(storedItem);
}

const all = async (pages: AsyncGenerator<StoredItem[]>): Promise<StoredItem[]> => {
  const items: StoredItem[] = [];
  for await (const page of pages) for (const item of page) items.push(item);
  return items;
};
