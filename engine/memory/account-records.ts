import type { AccountRecords } from '../ports/account-records.ts';
import { allRows } from './rows.ts';
import { keptSeats } from './seats.ts';
import { readAccount, type Store } from './store.ts';
import { usageAt } from './usage-rows.ts';

export const memoryAccountRecords = (store: Store): AccountRecords => ({
  async *of(accounts) {
    for (const account of accounts) {
      const rows = readAccount(store, account);
      const { profile, evaluation, health } = rows;
      if (profile === undefined) continue;
      const seats = keptSeats(rows);
      yield {
        account,
        profile,
        ...(evaluation && { evaluation }),
        enrollments: [...allRows(rows.enrollments), ...allRows(rows.retired)],
        ...(seats && { seats }),
        revenue: allRows(rows.revenue),
        tasks: [...allRows(rows.openTasks), ...allRows(rows.resolvedTasks)],
        health: health.rows.values.map(({ value }) => value),
        usage: usageAt(rows.usage, store.clock.now()),
      };
    }
  },
});
