import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { ActionKeys, AskedAction } from '../../../ports/action-keys.ts';
import { afterAction } from '../../../ports/retention.ts';
import { actionKeyKey } from './keys-of-people.ts';
import { putFirst } from './put-first.ts';
import { packed } from './stored-item.ts';
import type { Table } from './table.ts';

export const tableActionKeys = (table: Table): ActionKeys => ({
  begin: (key, asked) =>
    putFirst<AskedAction>(table, actionKeyKey(key), asked, { expiresAt: afterAction(asked.at), now: asked.at }),
  finish: async (key, asked) => {
    const item = { ...actionKeyKey(key), ...packed(asked), expiresAt: afterAction(asked.at) };
    await table.client.send(new PutItemCommand({ TableName: table.name, Item: marshall(item) }));
  },
});
