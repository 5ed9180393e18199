import type { AccountRecord } from '../account/account-record.ts';

/** All that is stored of some accounts, but for their people: for what tells of months and years. A query of each partition. */
export interface AccountRecords {
  /** Those that are known, one after the other, in no order. */
  of(accounts: readonly string[]): AsyncIterable<AccountRecord>;
}
