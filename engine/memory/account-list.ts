import { audiencesOf } from '../counts/audiences.ts';
import { type ListedAccount, listedAccount, listedScores, listUsageSince } from '../counts/listed-account.ts';
import type { AccountList } from '../ports/account-list.ts';
import type { Build } from '../ports/ports.ts';
import { memoryAccounts } from './accounts.ts';
import { memoryHealthHistory } from './health-history.ts';
import type { Store } from './store.ts';

/** Computed from the stored rows on each read. */
export const memoryAccountList = (store: Store, build: Pick<Build, 'catalog' | 'journeys'>): AccountList => {
  const [accounts, healthHistory] = [memoryAccounts(store), memoryHealthHistory(store)];
  const find = async (account: string): Promise<ListedAccount | undefined> => {
    const catalog = { ...(await build.catalog()), audiences: audiencesOf(await build.journeys()) };
    const now = store.clock.now();
    return listedAccount(
      await accounts.snapshot(account, { usageSince: listUsageSince(catalog, now), withoutContacts: true }),
      await healthHistory.last(account, { until: now, atMost: listedScores }),
      catalog,
      now,
    );
  };
  return {
    find,
    async *all() {
      for (const account of [...store.accounts.keys()]) {
        const row = await find(account);
        if (row) yield [row];
      }
    },
  };
};
