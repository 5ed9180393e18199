import type { Profile } from '../../account/account.ts';
import type { Enrollment } from '../../account/enrollment.ts';
import type { TimelineLine } from '../../account/timeline.ts';
import type { Instant } from '../../kernel/instant.ts';

/** The data of a version's play for the comparison. */
export interface PlayedSide {
  lines: readonly TimelineLine[];
  /** Content hash of each mail, without its links, by delivery. */
  mails: ReadonlyMap<string, PlayedMail>;
  /** Transitions of all executions, which Step Functions bills. */
  transitions: number;
  /** `<journey> <state>` of every entered state. */
  reached: ReadonlySet<string>;
  /** Enrollments in flight at the end. */
  inFlight: readonly InFlight[];
  accounts: number;
  from: Instant;
  to: Instant;
  /** Number of handler faults; 0 in a sound play. */
  faults: number;
}

export interface PlayedMail {
  account: string;
  journey: string;
  step: string;
  template: string;
  hash: string;
}

export interface InFlight {
  enrollment: Enrollment;
  profile?: Profile;
}
