import type { GuardedWeek, GuardVerdict, WeekCount } from '../account/telemetry-guard.ts';

/** Weekly counts and verdicts of the telemetry guard; evaluations write the counts. Strongly consistent. */
export interface GuardedWeeks {
  /** A guarded signal's count over all accounts in a week, and the verdict, if any. */
  read(week: GuardedWeek): Promise<{ count: WeekCount; verdict?: GuardVerdict }>;
  /** The first verdict on a week holds; returns it. */
  saveVerdictOnce(week: GuardedWeek, verdict: GuardVerdict, count: WeekCount): Promise<GuardVerdict>;
}
