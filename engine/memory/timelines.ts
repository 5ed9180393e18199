import type { Timelines } from '../ports/timelines.ts';
import { rowsBetween } from './rows.ts';
import { readAccount, type Store } from './store.ts';
import { usageAt } from './usage-rows.ts';

export const memoryTimelines = (store: Store): Timelines => ({
  ofAccount: async (account, { limit, before }) => {
    const lines = rowsBetween(readAccount(store, account).lines, '', before).slice(-limit);
    return { lines: lines.reverse(), isLast: lines.length < limit };
  },

  usage: async (account, { from, until }) => [
    ...usageAt(readAccount(store, account).usage, store.clock.now()).since(from.slice(0, 10)).between(from, until),
  ],
});
