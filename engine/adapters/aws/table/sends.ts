import { plusSeconds } from '../../../kernel/instant.ts';
import { afterSends, isAlive } from '../../../ports/retention.ts';
import { newLooks, type Sends } from '../../../ports/sends.ts';
import { utcDay } from '../../../sending/brake.ts';
import { peakKey, peakPrefix, sendsPartition } from './keys.ts';
import { figuresFromItems } from './rows/sends.ts';
import { itemsBetween, type Table } from './table.ts';
import { writeIf } from './write-items.ts';

export const tableSends = (table: Table): Sends => {
  const isLookDue = newLooks();
  const peaks = new Map<string, number>();
  return {
    look: async (journey, now) => {
      if (!isLookDue(journey, now)) return undefined;
      const yesterday = utcDay(plusSeconds(now, -86_400));
      const items = await itemsBetween(table, sendsPartition(journey), yesterday, `${peakPrefix}~`);
      return figuresFromItems(items.filter(item => isAlive(item, now)));
    },
    keepPeak: async (journey, now, most) => {
      const name = `${journey} ${utcDay(now)}`;
      if (most <= (peaks.get(name) ?? 0)) return;
      await raise(table, journey, utcDay(now), most);
      peaks.set(name, most);
    },
  };
};

/** Writes the peak unless another process has written a higher one. */
const raise = async (table: Table, journey: string, day: string, most: number): Promise<void> => {
  await writeIf(table, {
    kind: 'update',
    key: peakKey(journey, day),
    set: [
      { path: ['most'], value: most },
      { path: ['expiresAt'], value: afterSends(day) },
    ],
    tests: [{ kind: 'isMissingOrBelow', attribute: 'most', value: most }],
  });
};
