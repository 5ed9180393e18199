import type { AccountSnapshot } from '../account/account.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { Instant } from '../kernel/instant.ts';
import type { WatchedAccount } from './watch-account.ts';

/** All that is known of an account at the end of what was played again. */
export interface AskedAccount {
  watched: WatchedAccount;
  lines: readonly TimelineLine[];
  snapshot: AccountSnapshot;
  /** The end. */
  at: Instant;
}
