import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { CrmCopies, CrmCopy } from '../../../ports/crm-copies.ts';
import type { Clock } from '../../../ports/ports.ts';
import { afterCrmCopy, type Expiry, isAlive } from '../../../ports/retention.ts';
import type { Key } from './keys.ts';
import { copiedTaskKey, crmCopyKey } from './keys-of-people.ts';
import { content, packed } from './stored-item.ts';
import { itemAt, type Table } from './table.ts';

export const tableCrmCopies = (table: Table, clock: Clock): CrmCopies => {
  const put = (key: Key, value: object, expiresAt: Expiry) =>
    table.client.send(
      new PutItemCommand({ TableName: table.name, Item: marshall({ ...key, ...packed(value), expiresAt }) }),
    );
  const read = async <Content>(key: Key): Promise<Content | undefined> => {
    const item = await itemAt(table, key);
    return item && isAlive(item, clock.now()) ? content<Content>(item) : undefined;
  };
  return {
    keep: async ({ account, id }, copy, now) => {
      const expiresAt = afterCrmCopy(now);
      await put(copiedTaskKey(copy), { account, id }, expiresAt);
      await put(crmCopyKey({ account, id }, copy.crm), copy, expiresAt);
    },
    ofTask: (task, crm) => read<CrmCopy>(crmCopyKey(task, crm)),
    taskOf: copy => read<{ account: string; id: string }>(copiedTaskKey(copy)),
    forget: async copy => {
      await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: marshall(copiedTaskKey(copy)) }));
    },
  };
};
