import type { RecurringRevenue } from '../account/recurring-revenue.ts';

/** Recurring revenue of subscriptions by month, from billing events. Written by commits of `accounts`, kept for good. */
export interface Revenue {
  /** Rows of one account, in order of time, then of subscription. Strongly consistent. */
  ofAccount(account: string): Promise<RecurringRevenue[]>;
  /** Rows of all accounts in pages, in no order, by the index: one that was written a moment ago may be missing. */
  all(): AsyncIterable<readonly OwnedRevenue[]>;
}

export interface OwnedRevenue extends RecurringRevenue {
  account: string;
}
