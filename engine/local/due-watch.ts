import type { Instant } from '../domain/instant.ts';
import type { AccountStore } from '../services/ports.ts';

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
        const dueAt = change.kind === 'evaluation' ? change.evaluation.dueAt : undefined;
        if (dueAt === undefined) continue;
        times.push(dueAt);
        if (next === undefined || dueAt < next) next = dueAt;
      }
    },
    accountsDue: async (by, after) => {
      if (next === undefined || next > by) return { accounts: [], more: false };
      const page = await accounts.accountsDue(by, after);
      // What was found is due until it was evaluated.
      if (page.accounts.length === 0 && !page.more) {
        times = times.filter(time => time > by);
        next = times.reduce<Instant | undefined>((least, time) => (least && least < time ? least : time), undefined);
      }
      return page;
    },
  };
};
