import type { ListedAccount } from '../counts/listed-account.ts';

/**
 * A small row of each known account, deleted ones included: for lists, filters and segments of up to 20,000 accounts.
 */
export interface AccountList {
  /** In pages, in no particular order. Stored rows lag behind the accounts by some seconds. */
  all(): AsyncIterable<readonly ListedAccount[]>;
  find(account: string): Promise<ListedAccount | undefined>;
}
