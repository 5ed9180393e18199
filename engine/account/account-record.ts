import type { Profile, SeatChange } from './account.ts';
import type { Enrollment } from './enrollment.ts';
import type { Evaluation } from './evaluation.ts';
import type { HealthRecord } from './health-state.ts';
import type { RecurringRevenue } from './recurring-revenue.ts';
import type { Task } from './task.ts';
import type { Usage } from './usage.ts';

/** An account for reports: everything but its contacts. */
export interface AccountRecord {
  account: string;
  profile: Profile;
  evaluation?: Evaluation;
  /** Active, ended and retired ones, in no particular order. */
  enrollments: readonly Enrollment[];
  /** Absent when no seat event ever came. */
  seats?: readonly SeatChange[];
  /** In order of time. */
  revenue: readonly RecurringRevenue[];
  /** Open and resolved ones, in no particular order. */
  tasks: readonly Task[];
  /** In order of time. */
  health: readonly HealthRecord[];
  usage: Usage;
}
