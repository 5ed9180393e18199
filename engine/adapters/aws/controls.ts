import type { Instant } from '../../domain/instant.ts';
import type { Controls } from '../../services/ports.ts';
import { controlPartition, pausedJourneyPrefix } from './table/keys.ts';
import { itemsUnder, type Table } from './table/table.ts';

const validInMilliseconds = 30_000;

/** Rows `CONTROL` / `JOURNEY#<id>` with `paused`, read at most every 30 seconds of the clock. */
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
  return {
    pausedJourneys: (now: Instant) => {
      const at = Date.parse(now);
      const isFresh = latest && at >= latest.readAt && at - latest.readAt < validInMilliseconds;
      return latest && isFresh ? latest.paused : read(at);
    },
  };
};

const pausedJourneys = async (table: Table): Promise<ReadonlySet<string>> => {
  const items = await itemsUnder(table, controlPartition, pausedJourneyPrefix);
  return new Set(items.filter(item => item.paused === true).map(({ sk }) => sk.slice(pausedJourneyPrefix.length)));
};
