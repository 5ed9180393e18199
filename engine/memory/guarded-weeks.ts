import { type GuardedWeek, guardedWeekKey, type WeekCount } from '../account/telemetry-guard.ts';
import type { GuardedWeeks } from '../ports/guarded-weeks.ts';
import { entry, type KeptWeek, type Store } from './store.ts';

/** Weeks never expire here, because there are few of them. */
export const memoryGuardedWeeks = (store: Store): GuardedWeeks => ({
  read: async week => {
    const { count, verdict } = weekIn(store, week);
    return { count, ...(verdict && { verdict }) };
  },
  saveVerdictOnce: async (week, verdict) => {
    const kept = weekIn(store, week);
    kept.verdict ??= verdict;
    return kept.verdict;
  },
});

/** Adds an account's evaluation to the counts of its journey's week. */
export const countWeek = (store: Store, { evaluated, tripped, ...week }: GuardedWeek & WeekCount): void => {
  const kept = weekIn(store, week);
  kept.count = { evaluated: kept.count.evaluated + evaluated, tripped: kept.count.tripped + tripped };
};

const weekIn = ({ guardedWeeks }: Store, week: GuardedWeek): KeptWeek =>
  entry(guardedWeeks, guardedWeekKey(week), () => ({ count: { evaluated: 0, tripped: 0 } }));
