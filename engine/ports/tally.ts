import type { Enrollment } from '../account/enrollment.ts';
import type { CountedEnrollment } from '../counts/counted.ts';
import type { ListedAccount } from '../counts/listed-account.ts';
import type { JourneyRoute } from '../counts/route.ts';
import type { SumsOfDay } from '../counts/sums-by-day.ts';

/** The rows of counts and lists. A world that computes them from other rows has none. */
export interface Tally {
  /** The counted row of an account, and its enrollments as they are now, retired ones included. Strongly consistent. */
  read(account: string, enrollments: readonly string[]): Promise<KeptCounts>;
  /**
   * Keeps the row, the enrollments and their part in the sums, all or nothing; returns false, and keeps nothing, where the account
   * was kept by another process since `revision` was read.
   */
  keep(account: string, kept: Keeping): Promise<boolean>;
  /** Of each version that enrollments may be of. KeptCounts for good, and written once. */
  keepRoutes(routes: readonly JourneyRoute[]): Promise<void>;
  route(journey: string, version: string): Promise<JourneyRoute | undefined>;
  /** Adds differences to sums, where a recount found them. */
  correct(differences: readonly SumsOfDay[]): Promise<void>;
}

export interface KeptCounts {
  /** Grows by one each time; 0 before the first. */
  revision: number;
  counted: readonly CountedEnrollment[];
  enrollments: readonly Enrollment[];
}

export interface Keeping {
  /** The one that was read. */
  revision: number;
  /** Absent of an account that is not known. */
  row: ListedAccount | undefined;
  /** Those that changed. */
  counted: readonly CountedEnrollment[];
  /** Additions to the sums of journeys. */
  sums: readonly SumsOfDay[];
}
