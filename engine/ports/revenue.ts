import type { RecurringRevenue } from '../account/recurring-revenue.ts';

/** Monthly recurring revenue of subscriptions, from billing events. Written by commits of `accounts`, never deleted. */
export interface Revenue {
  /** Rows of one account, ordered by time, then subscription. Strongly consistent. */
  ofAccount(account: string): Promise<RecurringRevenue[]>;
  /** Rows of all accounts in pages, in no particular order. Eventually consistent. */
  all(): AsyncIterable<readonly OwnedRevenue[]>;
}

export interface OwnedRevenue extends RecurringRevenue {
  account: string;
}
