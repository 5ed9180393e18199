import { interval95 } from '../../numbers/wilson.ts';
import type { BacktestRow, BacktestShare } from './backtest-schema.ts';
import type { CsmLoad } from './csm-load.ts';
import { medianInterval } from './median-interval.ts';
import { type Firing, judgeFirings, type WatchedRecords } from './outcomes.ts';
import type { OpenedTask } from './tested-rule.ts';

/** The firings and tasks of a value in its play. */
export interface ValuePlayed {
  value: number;
  firings: readonly Firing[];
  tasks: readonly OpenedTask[];
}

/** The row of one value. */
export const rateValue = (
  { value, firings, tasks }: ValuePlayed,
  today: number,
  watched: WatchedRecords,
  workload: CsmLoad,
): BacktestRow => {
  const { fates, cancellations, foreseen, daysBefore } = judgeFirings(firings, watched);
  return {
    value,
    today: value === today,
    fired: firings.length,
    accounts: new Set(firings.map(({ account }) => account)).size,
    fates,
    precision: roundedShare(fates.left, fates.left + fates.renewed + fates.stayed),
    recall: roundedShare(foreseen, cancellations),
    daysBefore: medianInterval(daysBefore) ?? null,
    tasks: workload(tasks),
  };
};

/** In points. A wider interval leaves open whether a rule is good or bad. */
export const widestTelling = 40;

export const roundedShare = (part: number, of: number): BacktestShare => {
  if (of === 0) return { part, of, percent: null, tells: false };
  const [low, high] = interval95(part, of);
  return { part, of, percent: (100 * part) / of, interval: [low, high], tells: high - low <= widestTelling };
};

/** Length of the records in weeks, with a fraction; at least 1. */
export const weeksIn = ({ from, to }: Pick<WatchedRecords, 'from' | 'to'>): number =>
  Math.max(1, (Date.parse(to) - Date.parse(from)) / (7 * 86_400_000));
