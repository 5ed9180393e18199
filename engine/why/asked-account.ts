import type { AccountSnapshot } from '../account/account.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { Instant } from '../kernel/instant.ts';
import type { WatchedAccount } from './watch-account.ts';

/** The decisions, timeline and snapshot of an account at the end of a replay. */
export interface AskedAccount {
  watched: WatchedAccount;
  lines: readonly TimelineLine[];
  snapshot: AccountSnapshot;
  /** The end. */
  at: Instant;
}
