import type { Enrollment } from '../account/enrollment.ts';
import type { CountedEnrollment } from '../counts/counted.ts';
import type { ListedAccount } from '../counts/listed-account.ts';
import type { JourneyRoute } from '../counts/route.ts';
import type { SumsOfDay } from '../counts/sums-by-day.ts';

/** The rows of counts and lists. Absent in a world that computes them from other rows. */
export interface Tally {
  /** The account's counts, and its current enrollments, retired ones included. Strongly consistent. */
  read(account: string, enrollments: readonly string[]): Promise<KeptCounts>;
  /**
   * Writes the row, the enrollments and their share of the sums, all or nothing. Returns false, and writes nothing, if
   * another process has written the account since `revision` was read.
   */
  keep(account: string, kept: Keeping): Promise<boolean>;
  /** Stores the routes of versions, once each. They are never deleted. */
  keepRoutes(routes: readonly JourneyRoute[]): Promise<void>;
  route(journey: string, version: string): Promise<JourneyRoute | undefined>;
  /** Adds the differences that a recount found. */
  correct(differences: readonly SumsOfDay[]): Promise<void>;
}

export interface KeptCounts {
  /** Number of writes so far. */
  revision: number;
  counted: readonly CountedEnrollment[];
  enrollments: readonly Enrollment[];
}

export interface Keeping {
  /** The revision that was read. */
  revision: number;
  /** Absent for an unknown account. */
  row: ListedAccount | undefined;
  /** Changed enrollments. */
  counted: readonly CountedEnrollment[];
  /** Additions to the sums of journeys. */
  sums: readonly SumsOfDay[];
}
