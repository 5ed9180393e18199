import { hash } from 'node:crypto';
import type { Await } from '../definition/await.ts';
import type { Condition } from '../definition/condition.ts';
import type { HeldOutBy } from '../definition/lots.ts';
import type { Precedence } from '../definition/precedence.ts';
import type { Wake } from '../definition/step-call.ts';
import type { Instant, Second } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { EscalateStep } from '../steps/escalate/step.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';

export type EnrollmentStatus = 'active' | 'completed' | 'exited' | 'failed';

/** Name of the trigger of an enrollment by a signal. */
export const bySignal = 'signal';

/** As above, for enrollment by another journey or by a person. */
export const byHand = 'enroll';

/** One account in one version of one journey. It pins all of that version that routing needs. */
export interface Enrollment {
  /** `<journey>-<hash of journey, account and key>`; with `-g<generation>` the execution's name. */
  id: string;
  account: string;
  journey: string;
  /** The definition's hash. */
  version: string;
  /** Grows by one when it moves to another version; 1 unless it says so. With the id it names the execution. */
  generation?: number;
  /** Its idempotency key, the same when its event comes again: `once`, an invoice, a term's date, an event id. */
  key: string;
  status: EnrollmentStatus;
  /** When the enrolling event happened: the anchor of `day(n)` and of `since enrollment`. */
  anchoredAt: Instant;
  /** When the enrollment began: steps due before it were missed. */
  startedAt: Instant;
  endedAt?: Instant;
  /** `id`: of the enrolling event, by which a repeated delivery of it recognizes its own enrollment. */
  trigger: { event: string; id?: string; fields: Readonly<Record<string, Scalar>> };
  exit: readonly EventTrigger[];
  /** Awaited events of the whole journey. `flag` names the attribute that records one: `seen_<flag>`. */
  awaits: readonly Await[];
  /** Steps that open their task when one of their events happens, wherever the enrollment is. */
  early: readonly EscalateStep[];
  /** Held out: it goes through the journey without touch or task. */
  heldOut?: HeldOutBy;
  /** The goal that it is compared by, of journeys with a holdout or an experiment. */
  goal?: Condition;
  /** Whether its goal was reached as it ended; of one that is not compared, only as it was completed. */
  reached?: boolean;
  /** Its precedence over other journeys, if any. */
  precedence?: Precedence;
  /** First wake-up, when the journey begins with a wait. */
  until: Second;
  /** When each step was done. */
  steps: Readonly<Record<string, Instant>>;
  /** The arm that each branch took, by which a repeated call answers the same. */
  took?: Readonly<Record<string, string>>;
  /** Touches that a person left out, by step as in `steps`, with why. */
  leftOut?: Readonly<Record<string, string>>;
  /** Why it left early. Written before anything is interrupted: an exit beats a send. */
  exitReason?: string;
  /** Last time an awaited event happened, by flag. */
  seen: Readonly<Record<string, Instant>>;
  /** Last time a date that it waits for moved. */
  movedAt?: Instant;
  /** The wait it is parked in, written by the state machine itself. */
  wait?: ParkedWait;
}

export interface ParkedWait {
  /** A Step Functions task token; a credential. */
  resumeToken: string;
  step: string;
  until: Second;
  wake: Wake;
  /** Flags that end the wait, the first of which is its normal end. */
  listens: readonly string[];
  /** Events before this do not end the wait. */
  anchoredAt: Instant;
}

/** A journey's id and this fit the 80 characters of an execution's name, with its generation. */
const mostLetters = 40;

/** The same account and key are the same enrollment of a journey, however often its event comes. */
export const enrollmentId = (journey: string, account: string, key: string): string =>
  `${journey.slice(0, mostLetters)}-${shortHash([journey, account, key])}`;

/** The same escalation of the same enrollment is the same task. */
export const taskId = (type: string, reason: string, enrollment: string, iteration: number): string =>
  `${type}.${reason}.${shortHash([reason, enrollment, iteration])}`;

/** 104 bits of SHA-256, in 26 hexadecimal digits. */
const shortHash = (parts: readonly unknown[]): string => hash('sha256', JSON.stringify(parts)).slice(0, 26);

/** Is the account in a journey that excludes this one? */
export const excludedBy = (journey: string, enrollments: readonly Enrollment[]): boolean =>
  enrollments.some(
    other => other.journey !== journey && !isOver(other) && other.precedence?.excludes.includes(journey) === true,
  );

export const isOver = ({ status, exitReason }: Enrollment): boolean => status !== 'active' || exitReason !== undefined;
