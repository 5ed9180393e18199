import type { Instant } from '../kernel/instant.ts';

/** Work that is due by time alone: an account's evaluation, or settling a claimed delivery without an outcome. */
export interface DueItem {
  dueAt: Instant;
  account: string;
  /** Id of the delivery; absent for an evaluation. */
  delivery?: string;
}

/** Queue for the rest of a sweep that is too long for one invocation. */
export interface SweepQueue {
  /** At least once. A repeat is harmless. */
  goOn(rest: RestOfSweep): Promise<void>;
}

export interface RestOfSweep {
  /** Due instants up to this one are read. */
  by: Instant;
  after: DueItem;
}
