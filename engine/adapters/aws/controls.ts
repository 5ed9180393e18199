import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../kernel/instant.ts';
import type { Controls } from '../../ports/ports.ts';
import { afterQuota } from '../../ports/retention.ts';
import { callsKey, listenedKey, suppressionsKey } from './table/keys.ts';
import { itemAt, type Table } from './table/table.ts';
import { writeIf } from './table/write-items.ts';

/**
 * The rows of `CONTROL` (events that versions listen to, time of the last suppression sync), and calls by write key.
 */
export const tableControls = (table: Table): Controls => {
  let written: Promise<void> | undefined;
  let listened: Promise<ReadonlySet<string>> | undefined;
  return {
    listenTo: events => {
      written ??= addListened(table, events).catch(error => {
        written = undefined;
        throw error;
      });
      return written;
    },
    listenedEvents: () => {
      listened ??= readListened(table).catch(error => {
        listened = undefined;
        throw error;
      });
      return listened;
    },
    suppressionsKnownUntil: async () => (await itemAt(table, suppressionsKey))?.until as Instant | undefined,
    suppressionsAreKnown: async until => {
      await table.client.send(
        new PutItemCommand({ TableName: table.name, Item: marshall({ ...suppressionsKey, until }) }),
      );
    },
    countCalls: (writeKey, made) => countCalls(table, writeKey, made),
  };
};

/** An hour's first request always fits: a quota is at least what one request may hold. */
const countCalls = (
  table: Table,
  writeKey: string,
  { now, calls, atMost }: Parameters<Controls['countCalls']>[1],
): Promise<boolean> =>
  writeIf(table, {
    kind: 'update',
    key: callsKey(writeKey, now),
    set: [{ path: ['expiresAt'], value: afterQuota(now) }],
    sum: [{ attribute: 'calls', by: calls }],
    tests: [{ kind: 'isMissingOrBelow', attribute: 'calls', value: atMost - calls + 1 }],
  });

const addListened = async ({ client, name }: Table, events: ReadonlySet<string>): Promise<void> => {
  await client.send(
    new UpdateItemCommand({
      TableName: name,
      Key: marshall(listenedKey),
      UpdateExpression: 'ADD #events :events',
      ExpressionAttributeNames: { '#events': 'events' },
      ExpressionAttributeValues: { ':events': { SS: [...events] } },
    }),
  );
};

const readListened = async (table: Table): Promise<ReadonlySet<string>> => {
  const item = await itemAt(table, listenedKey);
  return item?.events instanceof Set ? (item.events as Set<string>) : new Set();
};
