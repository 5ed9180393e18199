import type { Instant } from '../kernel/instant.ts';

/** Work that is due by time alone: an account's evaluation, or settling a delivery that was claimed and never settled. */
export interface DueItem {
  dueAt: Instant;
  account: string;
  /** Id of the delivery; without it, it is the evaluation. */
  delivery?: string;
}

/** Where a sweep hands itself over that has more to do than one invocation should. */
export interface SweepQueue {
  /** At least once: sweeping the same again finds it looked at. */
  goOn(rest: RestOfSweep): Promise<void>;
}

export interface RestOfSweep {
  /** Due instants up to this one are read. */
  by: Instant;
  after: DueItem;
}
