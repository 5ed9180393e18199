import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { plusSeconds } from '../../../kernel/instant.ts';
import type { NoticeLedger } from '../../../ports/sinks.ts';
import { type Key, noticeKey } from './keys.ts';
import { itemAt, type Table } from './table.ts';
import { writeIf } from './write-if.ts';

/** Longer than a queue keeps a message. */
const keptSeconds = 30 * 86_400;

export const tableNotices = (table: Table): NoticeLedger => {
  const { client, name: TableName } = table;
  const key = (account: string, name: string): Key => noticeKey(account, name);
  return {
    claim: async (account, name, at) => {
      const expiresAt = Math.floor(Date.parse(plusSeconds(at, keptSeconds)) / 1000);
      const isMine = await writeIf(table, {
        kind: 'put',
        key: key(account, name),
        item: { state: 'claimed', expiresAt },
        tests: [{ kind: 'isNew' }],
      });
      if (isMine) return 'mine';
      return (await itemAt(table, key(account, name)))?.state === 'told' ? 'told' : 'claimed';
    },
    told: async (account, name) => {
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: marshall(key(account, name)),
          UpdateExpression: 'SET #state = :told',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: marshall({ ':told': 'told' }),
        }),
      );
    },
    release: async (account, name) => {
      await client.send(new DeleteItemCommand({ TableName, Key: marshall(key(account, name)) }));
    },
  };
};
