import type { AccountRecord } from '../account/account-record.ts';

/** All rows of some accounts except contacts, for reports over months and years. Queries each account's partition. */
export interface AccountRecords {
  /** The known ones of these accounts, one after another, in no particular order. */
  of(accounts: readonly string[]): AsyncIterable<AccountRecord>;
}
