import type { Revenue } from '../ports/revenue.ts';
import { immutable } from './immutable.ts';
import type { ChangeWriters } from './row-write.ts';
import { allRows, putRow } from './rows.ts';
import { readAccount, type Store } from './store.ts';

export const memoryRevenue = (store: Store): Revenue => ({
  ofAccount: async account => [...allRows(readAccount(store, account).revenue)],
  async *all() {
    for (const { account, revenue } of [...store.accounts.values()]) {
      const rows = allRows(revenue);
      if (rows.length > 0) yield rows.map(row => ({ ...row, account }));
    }
  },
});

/** A later value of the same instant replaces the row. */
export const revenueWriters: ChangeWriters<'revenue'> = {
  revenue: ({ row }, rows) => {
    const key = `${row.at}#${row.subscription}`;
    return [{ row: `revenue ${key}`, isWhole: true, apply: () => putRow(rows.revenue, key, immutable(row)) }];
  },
};
