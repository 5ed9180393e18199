import { paginateQuery, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { OpenTasks } from '../../../account/routing.ts';
import type { Task, TaskList, TaskPlace } from '../../../account/task.ts';
import type { Tasks } from '../../../ports/tasks.ts';
import { indexName } from './create-table.ts';
import { openTaskKey, ownerIndex, ownerPartition, resolvedTaskKey, taskKey } from './keys.ts';
import { content, storedItem } from './stored-item.ts';
import { itemAt, itemsAt, type Table } from './table.ts';

export const tableTasks = (table: Table): Tasks => ({
  countOpen: owner => countOpen(table, owner),
  ofOwner: (owner, list, page) => ofOwner(table, owner, list, page),

  accountOf: async id => {
    const item = await itemAt(table, taskKey(id));
    return item && content<{ account: string }>(item).account;
  },

  find: async (account, id) => {
    const [item] = await itemsAt(table, [openTaskKey(account, id), resolvedTaskKey(account, id)]);
    return item && content<Task>(item);
  },
});

const countOpen = async (table: Table, owner: string): Promise<OpenTasks> => {
  const [now, digest] = await Promise.all([countTasks(table, owner, 'now'), countTasks(table, owner, 'digest')]);
  return { now, digest };
};

const countTasks = async ({ client, name }: Table, owner: string, list: TaskList): Promise<number> => {
  let count = 0;
  const pages = paginateQuery({ client }, { ...queryOf(name, owner, list), Select: 'COUNT' });
  for await (const page of pages) count += page.Count ?? 0;
  return count;
};

const ofOwner = async (
  { client, name }: Table,
  owner: string,
  list: TaskList,
  { limit, after }: { limit: number; after?: TaskPlace },
): Promise<{ tasks: Task[]; isLast: boolean }> => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      ...queryOf(name, owner, list),
      Limit: limit,
      ...(after && { ExclusiveStartKey: marshall(placeOf(after)) }),
    }),
  );
  return { tasks: Items.map(item => content<Task>(storedItem(item))), isLast: LastEvaluatedKey === undefined };
};

const queryOf = (table: string, owner: string, list: TaskList) => ({
  TableName: table,
  IndexName: indexName,
  KeyConditionExpression: 'ipk = :ipk AND begins_with(isk, :list)',
  ExpressionAttributeValues: { ':ipk': { S: ownerPartition(owner) }, ':list': { S: `${list}#` } },
});

const placeOf = (task: TaskPlace) => ({
  ...(task.status === 'resolved' ? resolvedTaskKey(task.account, task.id) : openTaskKey(task.account, task.id)),
  ...ownerIndex(task),
});
