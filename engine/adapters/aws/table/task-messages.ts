import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Clock } from '../../../ports/ports.ts';
import { afterTaskMessage, isAlive } from '../../../ports/retention.ts';
import type { TaskMessage, TaskMessages } from '../../../ports/task-messages.ts';
import { accountPartition } from './keys.ts';
import { messagesPrefix, taskMessageKey } from './keys-of-people.ts';
import { content, packed } from './stored-item.ts';
import { itemsUnder, type Table } from './table.ts';

export const tableTaskMessages = (table: Table, clock: Clock): TaskMessages => ({
  keep: async (task, place, now) => {
    const item = { ...taskMessageKey(task, place), ...packed(place), expiresAt: afterTaskMessage(now) };
    await table.client.send(new PutItemCommand({ TableName: table.name, Item: marshall(item) }));
  },
  ofTask: async ({ account, id }) =>
    (await itemsUnder(table, accountPartition(account), messagesPrefix(id)))
      .filter(item => isAlive(item, clock.now()))
      .map(item => content<TaskMessage>(item)),
});
