import { createHmac } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../../kernel/instant.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import {
  type CallOwner,
  type Directory,
  type Kept,
  type KeptCall,
  mostKeptCalls,
  type Released,
} from '../../../ports/directory.ts';
import type { Clock } from '../../../ports/ports.ts';
import { byReceipt } from '../../../ports/refusals.ts';
import { afterCall, isAlive } from '../../../ports/retention.ts';
import { indexName } from './create-table.ts';
import { type Key, keptIndex, keptPartition, shards } from './keys.ts';
import { content, packed, type StoredItem, storedItem } from './stored-item.ts';
import { itemsUnder, type Table } from './table.ts';

/** Pairs that a process caches as already written. */
const mostRemembered = 20_000;

/**
 * A partition for each user (`USER#`) and visitor (`VISITOR#`), keyed by an HMAC of the id: their accounts or users,
 * and the calls waiting for these. Written under the first secret, read under all of them, as addresses are.
 */
export const tableDirectory = (table: Table, clock: Clock): Directory => {
  const { client, name } = table;
  const secrets = (): readonly string[] => table.addressKeys?.() ?? [];
  const first = (): string => secrets()[0] ?? '';
  const partitions = (owner: CallOwner): string[] => secrets().map(secret => partitionUnder(owner, secret));

  const known = new Set<string>();
  const writeOnce = async (item: StoredItem): Promise<Released | undefined> => {
    const pair = `${item.pk} ${item.sk}`;
    if (known.has(pair)) return undefined;
    await client.send(new PutItemCommand({ TableName: name, Item: marshall(item) }));
    return () => {
      if (known.size >= mostRemembered) known.clear();
      known.add(pair);
    };
  };
  const two = async (owner: CallOwner, prefix: string): Promise<StoredItem[]> => {
    const found = await Promise.all(
      partitions(owner).map(pk => client.send(new QueryCommand({ ...under(name, pk, prefix), Limit: 2 }))),
    );
    return found.flatMap(({ Items = [] }) => Items.map(storedItem));
  };
  const alive = (items: readonly StoredItem[]): Kept[] => {
    const now = clock.now();
    return items.filter(item => isAlive(item, now)).map(item => ({ ...content<KeptCall>(item), place: placeOf(item) }));
  };

  return {
    accountsOf: async user => [
      ...new Set((await two({ user }, memberOf)).map(item => content<{ account: string }>(item).account)),
    ],
    usersOf: async visitor => [
      ...new Set((await two({ visitor }, isUser)).map(item => content<{ user: string }>(item).user)),
    ],
    join: (user, account) => writeOnce(memberItem(first(), user, account)),
    link: (visitor, user) => writeOnce(visitorItem(first(), visitor, user)),
    keep: async (owner, call) => {
      const item = keptItem(first(), owner, call);
      const { Count = 0 } = await client.send(
        new QueryCommand({ ...aliveUnder(name, item.pk, sortKey.waiting, clock.now()), Select: 'COUNT' }),
      );
      const write = { TableName: name, Item: marshall(item) };
      const isFull = Count >= mostKeptCalls;
      try {
        await client.send(
          new PutItemCommand({ ...write, ...(isFull && { ConditionExpression: 'attribute_exists(pk)' }) }),
        );
        return 'kept';
      } catch (error) {
        if (isFull && error instanceof ConditionalCheckFailedException) return 'full';
        throw error;
      }
    },
    kept: async owner =>
      alive((await Promise.all(partitions(owner).map(pk => itemsUnder(table, pk, sortKey.waiting)))).flat()),
    forget: async ({ place }) => {
      await client.send(new DeleteItemCommand({ TableName: name, Key: marshall(place) }));
    },
    allKept: async () => {
      const found: StoredItem[] = [];
      for (const shard of shards) {
        const query = {
          TableName: name,
          IndexName: indexName,
          KeyConditionExpression: 'ipk = :ipk',
          ExpressionAttributeValues: { ':ipk': { S: keptPartition(shard) } },
        };
        for await (const { Items = [] } of paginateQuery({ client }, query)) found.push(...Items.map(storedItem));
      }
      return alive(found).sort(byReceipt);
    },
  };
};

export const memberItem = (secret: string, user: string, account: string): StoredItem => ({
  pk: partitionUnder({ user }, secret),
  sk: memberOf + account,
  account,
});

export const visitorItem = (secret: string, visitor: string, user: string): StoredItem => ({
  pk: partitionUnder({ visitor }, secret),
  sk: isUser + hash('user', user, secret),
  user,
});

export const keptItem = (secret: string, owner: CallOwner, call: KeptCall): StoredItem => ({
  pk: partitionUnder(owner, secret),
  sk: sortKey.waiting + call.id,
  ...keptIndex(call),
  ...packed(call),
  expiresAt: afterCall(call.receivedAt),
});

const memberOf = 'ACCOUNT#';
const isUser = 'USER#';

const under = (TableName: string, pk: string, prefix: string) => ({
  TableName,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: prefix } },
  ConsistentRead: true,
});

const aliveUnder = (name: string, pk: string, prefix: string, now: Instant) => {
  const query = under(name, pk, prefix);
  return {
    ...query,
    FilterExpression: 'expiresAt > :now',
    ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':now': { N: String(Date.parse(now) / 1000) } },
  };
};

const placeOf = ({ pk, sk }: StoredItem): Key => ({ pk, sk });

const partitionUnder = (owner: CallOwner, secret: string): string =>
  'user' in owner ? `USER#${hash('user', owner.user, secret)}` : `VISITOR#${hash('visitor', owner.visitor, secret)}`;

/** A user and a visitor may share an id: the prefix keeps them apart. */
const hash = (what: 'user' | 'visitor', id: string, secret: string): string =>
  createHmac('sha256', secret).update(`${what}\n${id}`).digest('hex');
