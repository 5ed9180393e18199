import type { HealthHistory } from '../ports/health-history.ts';
import { afterUsageRetention } from '../ports/retention.ts';
import { expiringBetween, putExpiring } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import type { ChangeWriters } from './row-write.ts';
import { justAfter } from './rows.ts';
import { readAccount, type Store } from './store.ts';

export const memoryHealthHistory = (store: Store): HealthHistory => ({
  last: async (account, { until, atMost }) =>
    expiringBetween(readAccount(store, account).health, '', justAfter(until), store.clock.now())
      .slice(-atMost)
      .reverse(),
});

/** A repeated evaluation overwrites its own row. */
export const healthWriters: ChangeWriters<'health'> = {
  health: ({ record }, rows, { clock }) => [
    {
      row: `health ${record.at}`,
      isWhole: true,
      apply: () =>
        putExpiring(
          rows.health,
          record.at,
          { value: immutable(record), expiresAt: afterUsageRetention(record.at) },
          clock.now(),
        ),
    },
  ],
};
