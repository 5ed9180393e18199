import type { AccountSnapshot, Profile } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import type { DomainEvent } from '../account/event.ts';
import type { Instant } from '../kernel/instant.ts';

export type SnapshotOptions = { usageSince?: Instant; withoutContacts?: boolean } | { ofEnrollment: string };

/** Everything that decisions read of an account, and the only way to change it. Strongly consistent. */
export interface Accounts {
  /**
   * Lists are ordered by id. `usageSince` adds the usage since then, which is stored for 25 months; `withoutContacts`
   * leaves out the contacts, which most decisions do not need; `ofEnrollment` reads only the profile and that
   * enrollment, at the same cost however many there are.
   */
  snapshot(account: string, options?: SnapshotOptions): Promise<AccountSnapshot>;
  /**
   * All or nothing, under the conditions on stored rows that `Change` states; only seats and success plans are written
   * in any case. Up to 100 rows take one round trip. Larger commits continue in pages, which leave out changes that a
   * newer write has overtaken, and which the next `snapshot` completes if this process dies.
   * @throws CommitConflict; Error if one change replaces a row and another updates it
   */
  commit(account: string, changes: readonly Change[]): Promise<void>;
  /** Whether the event has a mark as handled on its UTC day. A mark with `isBegun` does not count. */
  handled(event: DomainEvent): Promise<boolean>;
  profile(account: string): Promise<Profile | undefined>;
}

/** The condition of a row refused a commit, and nothing was written. `change` is the first one that tests that row. */
export class CommitConflict extends Error {
  override readonly name = 'CommitConflict';
  declare readonly change: Change;
  constructor(change: Change) {
    super(`A newer write came first: ${change.kind}`);
    // Not enumerable: loggers print an error's fields, and a change may hold personal data.
    Object.defineProperty(this, 'change', { value: change });
  }
}
