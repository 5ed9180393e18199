import type { AccountSnapshot, Profile } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import type { DomainEvent } from '../account/event.ts';
import type { Instant } from '../kernel/instant.ts';

export type SnapshotOptions = { usageSince?: Instant; withoutContacts?: boolean } | { ofEnrollment: string };

/** Everything that decisions see of an account, and the one way to change it. Strongly consistent: a reader sees every commit before. */
export interface Accounts {
  /**
   * In order of ids. `usageSince` widens it to the usage since then, of which 25 months are kept; `withoutContacts` leaves out the
   * contacts, which most decisions do not need; `ofEnrollment` leaves out all but the profile and that enrollment, so that reading
   * it costs the same however many there are.
   */
  snapshot(account: string, options?: SnapshotOptions): Promise<AccountSnapshot>;
  /**
   * All or nothing, under the conditions that `Change` states about the stored rows; only seats and success plans are kept in any
   * case. Up to 100 rows in one round trip; larger commits continue in pages, which the next `snapshot` completes if this process
   * dies, and which leave out what a newer write has overtaken.
   * @throws CommitConflict; Error where one change replaces a row of which another changes a part
   */
  commit(account: string, changes: readonly Change[]): Promise<void>;
  /** Was the event marked as handled, on its UTC day? A mark that has only begun is none. */
  handled(event: DomainEvent): Promise<boolean>;
  profile(account: string): Promise<Profile | undefined>;
}

/** A commit was refused by the condition of a row; nothing was written. Names the first change that tests that row. */
export class CommitConflict extends Error {
  override readonly name = 'CommitConflict';
  declare readonly change: Change;
  constructor(change: Change) {
    super(`A newer write came first: ${change.kind}`);
    // Not enumerable: loggers print an error's fields, and a change may hold personal data.
    Object.defineProperty(this, 'change', { value: change });
  }
}
