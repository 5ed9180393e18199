import type { Instant } from '../kernel/instant.ts';
import type { DueItem } from './sweep-queue.ts';

/** Items due by time alone, as commits recorded them: evaluations, and deliveries that were claimed. */
export interface DueIndex {
  /**
   * A page of accounts due by then, the longest due first; `after` is the last of the page before, and without `more` nothing
   * follows. Eventually consistent: what it misses is due the next time.
   */
  find(by: Instant, after?: DueItem): Promise<{ found: DueItem[]; more: boolean }>;
}
