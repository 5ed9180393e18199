import type { Enrollment } from '../account/enrollment.ts';
import type { Instant } from '../kernel/instant.ts';

/** Single enrollments of an account, active or ended, without retired ones. Strongly consistent. */
export interface Enrollments {
  /** Those that exist, in the order of `ids`. */
  find(account: string, ids: readonly string[]): Promise<Enrollment[]>;
  /**
   * Records that an awaited event happened, unless one as late is recorded for its flag; returns the enrollment after
   * that. It writes the row that a state machine parks on, so that the later of the two writes sees the earlier.
   */
  see(account: string, enrollment: string, flag: string, at: Instant): Promise<Enrollment | undefined>;
}
