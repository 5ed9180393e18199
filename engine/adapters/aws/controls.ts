import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Controls } from '../../services/ports.ts';
import { listenedKey } from './table/keys.ts';
import { itemAt, type Table } from './table/table.ts';

/** The row `CONTROL` / `LISTENED`: the set of events that some version listens to. */
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
