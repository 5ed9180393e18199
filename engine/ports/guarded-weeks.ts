import type { GuardedWeek, GuardVerdict, WeekCount } from '../account/telemetry-guard.ts';

/** The telemetry guard's weeks, which evaluations count. Strongly consistent. */
export interface GuardedWeeks {
  /** The count of a guarded signal over all accounts in a week, and the verdict, if there is one. */
  read(week: GuardedWeek): Promise<{ count: WeekCount; verdict?: GuardVerdict }>;
  /** The first verdict on a week holds; returns it. */
  saveVerdictOnce(week: GuardedWeek, verdict: GuardVerdict, count: WeekCount): Promise<GuardVerdict>;
}
