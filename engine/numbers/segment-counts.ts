import type { AccountRecord } from '../account/account-record.ts';
import { isDeleted } from '../account/account-status.ts';
import { accountContext } from '../conditions/account-context.ts';
import { holds } from '../conditions/evaluate-condition.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { Condition } from '../definition/condition.ts';
import { partsOfCondition } from '../definition/segments.ts';
import type { Instant } from '../kernel/instant.ts';

/** The number of accounts in a segment. */
export interface SegmentCount {
  segment: string;
  accounts: number;
  /** All accounts except deleted ones. */
  of: number;
  /** How many accounts fulfill each condition and all before it, in written order. The last equals `accounts`. */
  funnel: readonly { condition: Condition; accounts: number }[];
}

/** True if the account is in the segment as of `now`. Deleted accounts are in none. */
export const isInSegment = (condition: Condition, record: AccountRecord, now: Instant): boolean =>
  !isDeleted(record.profile) && holds(condition, contextOf(record, now));

const contextOf = (record: AccountRecord, now: Instant) => {
  const tasks = record.tasks.filter(({ status }) => status !== 'resolved');
  return accountContext({ ...record, tasks, contacts: [], enrollments: [] }, now);
};

export interface SegmentCounter {
  add(record: AccountRecord): void;
  counts(): SegmentCount[];
}

/** Counts accounts one by one as of `now`. Unknown conditions count as false. */
export const segmentCounter = ({ segments = {} }: Pick<CatalogData, 'segments'>, now: Instant): SegmentCounter => {
  const funnels = Object.entries(segments).map(([segment, condition]) => ({
    segment,
    steps: partsOfCondition(condition).map(part => ({ condition: part, accounts: 0 })),
  }));
  let of = 0;
  return {
    add: record => {
      if (isDeleted(record.profile)) return;
      of += 1;
      const context = contextOf(record, now);
      for (const { steps } of funnels) {
        for (const step of steps) {
          if (!holds(step.condition, context)) break;
          step.accounts += 1;
        }
      }
    },
    counts: () =>
      funnels.map(({ segment, steps }) => ({ segment, accounts: steps.at(-1)?.accounts ?? 0, of, funnel: steps })),
  };
};
