import { type GuardedWeek, guardedWeekKey, type WeekCount } from '../account/telemetry-guard.ts';
import type { GuardedWeeks } from '../ports/guarded-weeks.ts';
import { afterGuardedWeek } from '../ports/retention.ts';
import { lastingAt, putLasting } from './lasting-rows.ts';
import type { Store } from './store.ts';

export const memoryGuardedWeeks = (store: Store): GuardedWeeks => ({
  read: async week => {
    const { evaluated, tripped, verdict } = weekIn(store, week);
    return { count: { evaluated, tripped }, ...(verdict && { verdict }) };
  },
  saveVerdictOnce: async (week, verdict) => {
    const known = weekIn(store, week);
    if (!known.verdict) put(store, week, { ...known, verdict });
    return known.verdict ?? verdict;
  },
});

/** Adds what an evaluation changes in what all accounts say. */
export const countWeek = (store: Store, { evaluated, tripped, ...week }: GuardedWeek & WeekCount): void => {
  const known = weekIn(store, week);
  put(store, week, { ...known, evaluated: known.evaluated + evaluated, tripped: known.tripped + tripped });
};

type Week = NonNullable<ReturnType<typeof lastingWeek>>;

const lastingWeek = ({ guardedWeeks, clock }: Store, week: GuardedWeek) =>
  lastingAt(guardedWeeks, guardedWeekKey(week), clock.now());

const weekIn = (store: Store, week: GuardedWeek): Week => lastingWeek(store, week) ?? { evaluated: 0, tripped: 0 };

const put = ({ guardedWeeks, clock }: Store, week: GuardedWeek, value: Week): void =>
  putLasting(guardedWeeks, guardedWeekKey(week), { value, expiresAt: afterGuardedWeek(week.period) }, clock.now());
