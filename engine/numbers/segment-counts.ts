import type { AccountRecord } from '../account/account-record.ts';
import { accountContext } from '../conditions/account-context.ts';
import { holds } from '../conditions/evaluate-condition.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { Condition } from '../definition/condition.ts';
import { partsOfCondition } from '../definition/segments.ts';
import type { Instant } from '../kernel/instant.ts';

/** How many accounts are in a segment. */
export interface SegmentCount {
  segment: string;
  accounts: number;
  /** All accounts that there are, deleted ones left out. */
  of: number;
  /** After each of its conditions, in the order of writing: how many accounts fulfill it and those before. The last is `accounts`. */
  funnel: readonly { condition: Condition; accounts: number }[];
}

/** Is the account in it, as of a moment? One that was deleted is in none. */
export const isInSegment = (condition: Condition, record: AccountRecord, now: Instant): boolean =>
  record.profile.attributes.status?.value !== 'deleted' && holds(condition, contextOf(record, now));

const contextOf = (record: AccountRecord, now: Instant) => {
  const tasks = record.tasks.filter(({ status }) => status !== 'resolved');
  return accountContext({ ...record, tasks, contacts: [], enrollments: [] }, now);
};

export interface SegmentCounter {
  add(record: AccountRecord): void;
  counts(): SegmentCount[];
}

/** Counts accounts one after the other, as of a moment. Unknown conditions count as false. */
export const segmentCounter = ({ segments = {} }: Pick<CatalogData, 'segments'>, now: Instant): SegmentCounter => {
  const funnels = Object.entries(segments).map(([segment, condition]) => ({
    segment,
    steps: partsOfCondition(condition).map(part => ({ condition: part, accounts: 0 })),
  }));
  let of = 0;
  return {
    add: record => {
      if (record.profile.attributes.status?.value === 'deleted') return;
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
