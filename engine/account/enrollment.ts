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

/** Name of the trigger of an enrollment by another journey or by a person. */
export const byHand = 'enroll';

/** One account in one version of one journey. It contains everything that routing needs of that version. */
export interface Enrollment {
  /** `<journey>-<hash of journey, account and key>`; with `-g<generation>` the execution's name. */
  id: string;
  account: string;
  journey: string;
  /** The definition's hash. */
  version: string;
  /** Grows by one when it moves to another version; 1 unless it says so. With the id it names the execution. */
  generation?: number;
  /** Idempotency key, the same when its event is repeated: `once`, an invoice, a term's date, an event id. */
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
  /** In a control group: it goes through the journey without touches or tasks. */
  heldOut?: HeldOutBy;
  /** The goal for comparison, in journeys with a holdout or an experiment. */
  goal?: Condition;
  /** Whether its goal was reached when it ended; without a comparison, set only when it was completed. */
  reached?: boolean;
  /** Its precedence over other journeys, if any. */
  precedence?: Precedence;
  /** First wake-up, if the journey begins with a wait. */
  until: Second;
  /** When each step was done. */
  steps: Readonly<Record<string, Instant>>;
  /** The arm that each branch took, so that a repeated call gives the same answer. */
  took?: Readonly<Record<string, string>>;
  /** Touches that a person left out: reasons by step, as in `steps`. */
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
  /** Flags that end the wait. The first is its normal end. */
  listens: readonly string[];
  /** Only events from this instant on end the wait. */
  anchoredAt: Instant;
}

/** Prefix of the record, among those of steps, that the end of the wait before a held step is told. */
export const heldAfterWait = 'wait before ';

/** Letters of a journey's id, so that hash and generation fit the 80 characters of an execution's name. */
const mostLetters = 40;

/** The id is the same for the same journey, account and key, however often the event is repeated. */
export const enrollmentId = (journey: string, account: string, key: string): string =>
  `${journey.slice(0, mostLetters)}-${shortHash([journey, account, key])}`;

/** The id is the same for the same escalation of the same enrollment. */
export const taskId = (type: string, reason: string, enrollment: string, iteration: number): string =>
  `${type}.${reason}.${shortHash([reason, enrollment, iteration])}`;

/** 104 bits of SHA-256, in 26 hexadecimal digits. */
const shortHash = (parts: readonly unknown[]): string => hash('sha256', JSON.stringify(parts)).slice(0, 26);

/** Whether the account is in a journey that excludes this one. */
export const excludedBy = (journey: string, enrollments: readonly Enrollment[]): boolean =>
  enrollments.some(
    other => other.journey !== journey && !isOver(other) && other.precedence?.excludes.includes(journey) === true,
  );

export const isOver = ({ status, exitReason }: Enrollment): boolean => status !== 'active' || exitReason !== undefined;
