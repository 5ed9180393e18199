import type { Instant } from '../../domain/instant.ts';

/** An account, and when its evaluation is due. */
export interface DueAccount {
  account: string;
  dueAt: Instant;
}

/** Where a sweep hands itself over that has more to do than one invocation should. */
export interface SweepQueue {
  /** At least once: sweeping the same accounts again finds them looked at. */
  goOn(rest: RestOfSweep): Promise<void>;
}

export interface RestOfSweep {
  /** Accounts due by then. */
  by: Instant;
  after: DueAccount;
}
