import type { Instant } from '../domain/instant.ts';
import { aloneFrom } from '../domain/sending/settle-claim.ts';
import type { AccountStore, Change } from '../services/ports.ts';

/**
 * Spares the sweep the queries that would find nothing: all that becomes due in a local cloud is written by its own process,
 * through this store, so that it knows. The 8,760 queries of a year would take longer than all else that a playback does.
 */
export const watchDue = (accounts: AccountStore): AccountStore => {
  let times: Instant[] = [];
  let next: Instant | undefined;
  return {
    ...accounts,
    commit: async (account, changes) => {
      await accounts.commit(account, changes);
      for (const change of changes) {
        const dueAt = dueTime(change);
        if (dueAt === undefined) continue;
        times.push(dueAt);
        if (next === undefined || dueAt < next) next = dueAt;
      }
    },
    due: async (by, after) => {
      if (next === undefined || next > by) return { found: [], more: false };
      const page = await accounts.due(by, after);
      // What was found is due until it was looked at.
      if (page.found.length === 0 && !page.more) {
        times = times.filter(time => time > by);
        next = times.reduce<Instant | undefined>((least, time) => (least && least < time ? least : time), undefined);
      }
      return page;
    },
  };
};

const dueTime = (change: Change): Instant | undefined => {
  if (change.kind === 'evaluation') return change.evaluation.dueAt;
  return change.kind === 'claim' ? aloneFrom(change.delivery) : undefined;
};
