import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Instant } from '../../domain/instant.ts';
import type { Controls } from '../../services/ports.ts';
import { controlPartition, listenedKey, pausedJourneyPrefix } from './table/keys.ts';
import { itemAt, itemsUnder, type Table } from './table/table.ts';

const validInMilliseconds = 30_000;

/**
 * Rows `CONTROL` / `JOURNEY#<id>` with `paused`, read at most every 30 seconds of the clock, and `CONTROL` / `LISTENED`, the
 * set of events that some version listens to.
 */
export const tableControls = (table: Table): Controls => {
  let latest: { readAt: number; paused: Promise<ReadonlySet<string>> } | undefined;
  const read = (at: number): Promise<ReadonlySet<string>> => {
    const paused = pausedJourneys(table);
    const entry = { readAt: at, paused };
    latest = entry;
    paused.catch(() => {
      if (latest === entry) latest = undefined;
    });
    return paused;
  };
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
    pausedJourneys: (now: Instant) => {
      const at = Date.parse(now);
      const isFresh = latest && at >= latest.readAt && at - latest.readAt < validInMilliseconds;
      return latest && isFresh ? latest.paused : read(at);
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

const pausedJourneys = async (table: Table): Promise<ReadonlySet<string>> => {
  const items = await itemsUnder(table, controlPartition, pausedJourneyPrefix);
  return new Set(items.filter(item => item.paused === true).map(({ sk }) => sk.slice(pausedJourneyPrefix.length)));
};
