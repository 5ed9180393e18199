import type { Profile } from '../../account/account.ts';
import type { Enrollment } from '../../account/enrollment.ts';
import type { TimelineLine } from '../../account/timeline.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Crossings } from '../../playback/crossings/crossings.ts';

/** The data of a version's play for the comparison. */
export interface PlayedSide {
  lines: readonly TimelineLine[];
  /** Content hash of each mail, without its links, by delivery. */
  mails: ReadonlyMap<string, PlayedMail>;
  /** By account. */
  executions: ReadonlyMap<string, PlayedExecutions>;
  /** Enrollments in flight at the end. */
  inFlight: readonly InFlight[];
  accounts: number;
  from: Instant;
  to: Instant;
  /** Number of handler faults; 0 in a sound play. */
  faults: number;
  crossings: Crossings;
}

export interface PlayedExecutions {
  /** Billed by Step Functions. */
  transitions: number;
  /** `<journey> <state>` of every entered state. */
  reached: ReadonlySet<string>;
}

export interface PlayedMail {
  /** Its place among all mails of a play: by time, then by id. */
  place: string;
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

/** By journey, account and enrollment. */
export const inFlightOrder = (a: InFlight, b: InFlight): number => (placeOf(a) < placeOf(b) ? -1 : 1);

const placeOf = ({ enrollment: { journey, account, id } }: InFlight): string => `${journey} ${account} ${id}`;
