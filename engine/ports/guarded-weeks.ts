import type { GuardedWeek, GuardVerdict, WeekCount } from '../account/telemetry-guard.ts';

/** The telemetry guard's weeks, which evaluations count. Strongly consistent. */
export interface GuardedWeeks {
  /** What all accounts say of a guarded signal in a week, and the verdict, if there is one. */
  read(week: GuardedWeek): Promise<{ count: WeekCount; verdict?: GuardVerdict }>;
  /** The first verdict on a week holds; returns it. */
  saveVerdictOnce(week: GuardedWeek, verdict: GuardVerdict, count: WeekCount): Promise<GuardVerdict>;
}
