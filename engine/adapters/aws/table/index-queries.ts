import { paginateQuery, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { OpenTasks } from '../../../account/routing.ts';
import type { Task, TaskList, TaskPlace } from '../../../account/task.ts';
import { partitionsOf } from './address-place.ts';
import { indexName } from './create-table.ts';
import { accountPartition, openTaskKey, ownerIndex, ownerPartition, resolvedTaskKey, sortKey } from './keys.ts';
import { content, storedItem } from './stored-item.ts';
import type { Table } from './table.ts';

/** Eventually consistent: enough to choose the owner with the fewest. */
export const openTasks = async (table: Table, owner: string): Promise<OpenTasks> => {
  const [now, digest] = await Promise.all([countTasks(table, owner, 'now'), countTasks(table, owner, 'digest')]);
  return { now, digest };
};

const countTasks = async ({ client, name }: Table, owner: string, list: TaskList): Promise<number> => {
  let count = 0;
  const pages = paginateQuery({ client }, { ...ofOwner(name, owner, list), Select: 'COUNT' });
  for await (const page of pages) count += page.Count ?? 0;
  return count;
};

/** A page of an owner's tasks, in order of time; `after` is the last task of the page before. Eventually consistent. */
export const tasksOf = async (
  { client, name }: Table,
  owner: string,
  list: TaskList,
  { limit, after }: { limit: number; after?: TaskPlace },
): Promise<{ tasks: Task[]; isLast: boolean }> => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      ...ofOwner(name, owner, list),
      Limit: limit,
      ...(after && { ExclusiveStartKey: marshall(placeOf(after)) }),
    }),
  );
  return { tasks: Items.map(item => content<Task>(storedItem(item))), isLast: LastEvaluatedKey === undefined };
};

const ofOwner = (table: string, owner: string, list: TaskList) => ({
  TableName: table,
  IndexName: indexName,
  KeyConditionExpression: 'ipk = :ipk AND begins_with(isk, :list)',
  ExpressionAttributeValues: { ':ipk': { S: ownerPartition(owner) }, ':list': { S: `${list}#` } },
});

const placeOf = (task: TaskPlace) => ({
  ...(task.status === 'resolved' ? resolvedTaskKey(task.account, task.id) : openTaskKey(task.account, task.id)),
  ...ownerIndex(task),
});

/** The contacts with the address, of all accounts. Eventually consistent; empty where the table hashes no addresses. */
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
