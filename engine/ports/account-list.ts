import type { ListedAccount } from '../counts/listed-account.ts';

/** A small row of each account that is known, deleted ones included: for lists, filters and segments of up to 20,000 accounts. */
export interface AccountList {
  /** In pages, in no order. Where rows are kept, they follow what is stored by some seconds. */
  all(): AsyncIterable<readonly ListedAccount[]>;
  find(account: string): Promise<ListedAccount | undefined>;
}
