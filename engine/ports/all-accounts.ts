import type { AccountRecord } from '../account/account-record.ts';
import type { HealthRecord } from '../account/health-state.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { Instant } from '../kernel/instant.ts';
import type { WaitingFor } from './waiting-events.ts';

/** Reads all stored data: for operators and the end of a playback, never for a function. */
export interface AllAccounts {
  /** All timeline lines, in no particular order. */
  timeline(): Promise<TimelineLine[]>;
  /** All health scores, in no particular order. */
  health(): Promise<HealthRecord[]>;
  /** Each account's record, one after another, in no particular order; contacts are left out. */
  records(): AsyncIterable<AccountRecord>;
  /** Ordered by owner. */
  stillWaiting(): Promise<StillWaiting[]>;
  /** The next time after `now` at which time alone may change any account; recurring evaluations do not count. */
  nextDue(now: Instant): Promise<Instant | undefined>;
}

/** Events stored until a call reveals their account. */
export interface StillWaiting {
  /**
   * The missing part of a waiting call: an account without a `group` call, a customer or user without an account, or
   * any id at all.
   */
  of: WaitingFor | { users: readonly string[] };
  events: number;
}
