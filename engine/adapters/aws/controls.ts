import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../domain/instant.ts';
import type { Controls } from '../../services/ports.ts';
import { listenedKey, suppressionsKey } from './table/keys.ts';
import { itemAt, type Table } from './table/table.ts';

/** The rows of `CONTROL`: events that some version listens to, and until when suppressed addresses are known. */
export const tableControls = (table: Table): Controls => {
  let told: Promise<void> | undefined;
  let listened: Promise<ReadonlySet<string>> | undefined;
  return {
    listenTo: events => {
      told ??= addListened(table, events).catch(error => {
        told = undefined;
        throw error;
      });
      return told;
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
  };
};

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
