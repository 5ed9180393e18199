import type { Profile } from '../../account/account.ts';
import type { Enrollment } from '../../account/enrollment.ts';
import type { TimelineLine } from '../../account/timeline.ts';
import type { Instant } from '../../kernel/instant.ts';

/** A version's play, as far as the comparison needs it. */
export interface PlayedSide {
  lines: readonly TimelineLine[];
  /** Hash of each mail's text, without its links, by delivery. */
  mails: ReadonlyMap<string, PlayedMail>;
  /** Of all executions: what Step Functions bills. */
  transitions: number;
  /** `<journey> <state>` of every state that was entered. */
  reached: ReadonlySet<string>;
  /** Enrollments in flight at the end. */
  inFlight: readonly InFlight[];
  accounts: number;
  from: Instant;
  to: Instant;
  /** Of handlers; none in a sound play. */
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
