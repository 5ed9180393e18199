import type { AccountRecord } from '../account/account-record.ts';
import type { HealthRecord } from '../account/health-state.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { Instant } from '../kernel/instant.ts';
import type { WaitingFor } from './waiting-events.ts';

/** Reads everything that is stored: for operators and the end of a playback, never for a function. */
export interface AllAccounts {
  /** Every line, in no order. */
  timeline(): Promise<TimelineLine[]>;
  /** Every health score, in no order. */
  health(): Promise<HealthRecord[]>;
  /** All that is known of each account, one after the other, in no order; people are left out. */
  records(): AsyncIterable<AccountRecord>;
  /** Ordered by the owner that they wait for. */
  stillWaiting(): Promise<StillWaiting[]>;
  /** When time alone may change something next, for any account, after `now`; evaluations that recur for ever do not count. */
  nextDue(now: Instant): Promise<Instant | undefined>;
}

/** Events that are kept until a call says which account they belong to. */
export interface StillWaiting {
  /** The missing part of a waiting call: an account without a `group` call, a customer or user without an account, or any id at all. */
  of: WaitingFor | { users: readonly string[] };
  events: number;
}
