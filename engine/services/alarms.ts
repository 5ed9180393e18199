import type { GuardedWeek, WeekCount } from '../domain/signals/telemetry-guard.ts';

/** Something that operators must look at, since no journey can mend it. Numbers and ids only. */
export type Alarm =
  | ({ alarm: 'telemetry-guard' } & GuardedWeek & WeekCount)
  /** A task that nobody owns. */
  | { alarm: 'task-without-owner'; account: string; task: string };

/** Tells operators, at least once. */
export interface Alarms {
  raise(alarm: Alarm): Promise<void>;
}
