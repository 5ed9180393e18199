import { paginateQuery } from '@aws-sdk/client-dynamodb';
import { sortKey } from '../../../kernel/row-keys.ts';
import { indexName } from './create-table.ts';
import { accountPartition } from './keys.ts';
import { partitionsOf } from './rows/contact.ts';
import { storedItem } from './stored-item.ts';
import type { Table } from './table.ts';

/** The contacts with the address, in all accounts. Eventually consistent; empty if the table has no `addressKeys`. */
export const contactsAt = async (
  { client, name, addressKeys }: Table,
  address: string,
): Promise<{ account: string; contact: string }[]> => {
  const found: { account: string; contact: string }[] = [];
  for (const partition of addressKeys ? partitionsOf(address, addressKeys()) : []) {
    const pages = paginateQuery(
      { client },
      {
        TableName: name,
        IndexName: indexName,
        KeyConditionExpression: 'ipk = :ipk',
        ExpressionAttributeValues: { ':ipk': { S: partition } },
        ProjectionExpression: 'pk, sk',
      },
    );
    for await (const { Items = [] } of pages) {
      for (const { pk, sk } of Items.map(storedItem)) {
        found.push({ account: pk.slice(accountPartition('').length), contact: sk.slice(sortKey.contact.length) });
      }
    }
  }
  return found;
};
