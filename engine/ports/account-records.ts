import type { AccountRecord } from '../account/account-record.ts';

/** All rows of some accounts except those of people: for reports over months and years. A query of each partition. */
export interface AccountRecords {
  /** Those that are known, one after the other, in no order. */
  of(accounts: readonly string[]): AsyncIterable<AccountRecord>;
}
