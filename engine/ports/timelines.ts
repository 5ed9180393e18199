import type { TimelineLine } from '../account/timeline.ts';
import type { UsageMark } from '../account/usage-mark.ts';
import type { Instant } from '../kernel/instant.ts';

/** Timeline lines of an account, read backward. Strongly consistent. */
export interface Timelines {
  /** A page of an account's lines before an instant or the place of a line, the latest first. */
  ofAccount(
    account: string,
    page: { limit: number; before: Instant | string },
  ): Promise<{ lines: TimelineLine[]; isLast: boolean }>;
  /** Usage in [from, until), each event once, ordered by time; a page per MB. */
  usage(account: string, span: { from: Instant; until: Instant }): Promise<UsageMark[]>;
}
