import type { Instant } from '../kernel/instant.ts';
import type { DueItem } from './sweep-queue.ts';

/** Items due by time alone, as recorded by commits: evaluations, and claimed deliveries. */
export interface DueIndex {
  /**
   * A page of items due by then, the longest overdue first; `after` is the last item of the previous page. Eventually
   * consistent: a missed item is found the next time.
   */
  find(by: Instant, after?: DueItem): Promise<{ found: DueItem[]; more: boolean }>;
}
