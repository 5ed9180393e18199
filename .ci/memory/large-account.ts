import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Change } from '../../engine/account/change.ts';
import { changeWrites } from '../../engine/adapters/aws/table/change-writes.ts';
import type { ItemWrite } from '../../engine/adapters/aws/table/item-write.ts';
import { accountPartition, startOfUsage } from '../../engine/adapters/aws/table/keys.ts';
import { type Instant, plusSeconds } from '../../engine/kernel/instant.ts';

interface Table {
  client: DynamoDBClient;
  name: string;
}

/** Writes rows in bulk in their stored form, without conditions. */
export const store = async (table: Table, account: string, changes: Iterable<Change>): Promise<void> => {
  const writes = function* () {
    for (const change of changes) yield* changeWrites(account, change);
  };
  await putAll(
    table,
    writes()
      .filter((write): write is Extract<ItemWrite, { kind: 'put' }> => write.kind === 'put')
      .map(({ key, item }) => ({ ...key, ...item })),
  );
};

/** Marks of 500 users over the four weeks before `until`, 3,000 to an item, as a heavily used account has. */
export const storeMarks = async (table: Table, account: string, count: number, until: Instant): Promise<void> => {
  const perItem = 3_000;
  const items = Array.from({ length: Math.ceil(count / perItem) }, (_, item) => {
    const day = plusSeconds(until, -(1 + (item % 28)) * 86_400);
    const marks = Array.from({ length: perItem }, (_, n) => {
      const at = `${day.slice(0, 10)}T${String(n % 24).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}:11.${String(n % 1000).padStart(3, '0')}Z`;
      return `${at}|Task Completed|user-${(item * 7 + n) % 500}|segment:message-${item}-${n}-of-some-length`;
    });
    return {
      pk: accountPartition(account),
      sk: `${startOfUsage(day)}#${item}`,
      marks: new Set(marks),
      expiresAt: 4_000_000_000,
    };
  });
  await putAll(table, items.values(), 1);
};

const putAll = async ({ client, name }: Table, items: IteratorObject<object>, atOnce = 25): Promise<void> => {
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
