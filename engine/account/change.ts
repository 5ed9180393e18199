import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { Contact, Profile, SeatChange } from './account.ts';
import type { ConsentRecord } from './consent.ts';
import type { Delivery } from './delivery.ts';
import type { Enrollment } from './enrollment.ts';
import type { Evaluation } from './evaluation.ts';
import type { DomainEvent } from './event.ts';
import type { Erasure } from './former-contact.ts';
import type { HealthRecord } from './health-state.ts';
import type { PlanRow } from './medians.ts';
import type { Prompt } from './prompt.ts';
import type { PromptReader } from './prompt-reader.ts';
import type { RecurringRevenue } from './recurring-revenue.ts';
import type { SuccessPlan } from './success-plan.ts';
import type { Task } from './task.ts';
import type { GuardedWeek, WeekCount } from './telemetry-guard.ts';
import type { TimelineLine } from './timeline.ts';

/** One row of an atomic write. Each is idempotent by its own name: writing it again changes nothing. */
export type Change =
  /** Fails the commit unless the stored revision is `profile.revision - 1` (or nothing is stored, for revision 1). */
  | { kind: 'profile'; profile: Profile }
  | { kind: 'contact'; contact: Contact }
  /** Replaces a contact by its remains (`erased`), bars its addresses, and logs that; as `contact`, of one revision. */
  | { kind: 'erase'; remains: Contact; erasure: Erasure }
  /** Lifts the bar from an address. */
  | { kind: 'readmit'; addresses: readonly string[] }
  /** Fails the commit unless the account's mail was claimed `claims - 1` times. */
  | { kind: 'mailClaimed'; claims: number }
  /** Adds a line to the consent ledger. */
  | { kind: 'consent'; record: ConsentRecord }
  /** Fails the commit if it exists; `mayBeRetired`: also if it is among the retired ones. */
  | { kind: 'enroll'; enrollment: Enrollment; mayBeRetired?: true }
  /** Retires an ended enrollment: moves it out of the rows that decisions read. */
  | { kind: 'retire'; enrollment: Enrollment }
  /**
   * Records that a step was done; `ended` closes an active enrollment, `took` replaces the arms taken so far.
   * `reached`: whether its goal was, at its end.
   */
  | {
      kind: 'advance';
      enrollment: string;
      step: string;
      at: Instant;
      ended?: 'completed' | 'failed';
      took?: Enrollment['took'];
      reached?: boolean;
    }
  /** Fails the commit unless the enrollment is active. */
  | { kind: 'exit'; enrollment: string; reason: string; at: Instant; reached?: boolean }
  /**
   * Puts it into another version, as `enrollment` says. Fails the commit unless it is active and of a lower generation.
   */
  | { kind: 'migrate'; enrollment: Enrollment }
  /** Adds fields of the enrolling event that became known later. */
  | { kind: 'learn'; enrollment: string; fields: Readonly<Record<string, Scalar>> }
  /** Sets all left-out touches. Fails the commit unless the enrollment is active. */
  | { kind: 'leaveOut'; enrollment: string; leftOut: Readonly<Record<string, string>> }
  /** Records that the date the enrollment waits for moved. */
  | { kind: 'moved'; enrollment: string; at: Instant }
  /** Fails the commit unless the enrollment is active: an exit beats a send. */
  | { kind: 'stillActive'; enrollment: string }
  | { kind: 'line'; line: TimelineLine }
  /** Stores a subscription's recurring revenue from then on; replaces an earlier row of the same instant. */
  | { kind: 'revenue'; row: RecurringRevenue }
  /** Stores a health score with everything that explains it. */
  | { kind: 'health'; record: HealthRecord }
  /** The account's figures for the medians of its plan. */
  | ({ kind: 'planFigures'; account: string; plan: string } & PlanRow)
  /** The account no longer counts for that plan. */
  | { kind: 'leavePlan'; account: string; plan: string }
  /** Records the event in its day: the rollup and, unless it has only `isBegun`, the marker that it was handled. */
  | { kind: 'mark'; event: DomainEvent; isBegun?: true }
  /** Records a user's seat, unless a newer update is stored. */
  | { kind: 'seat'; word: SeatChange }
  /** Stores the account's success plan, unless a later one is stored. */
  | { kind: 'successPlan'; plan: SuccessPlan }
  /** Fails the commit unless the stored revision is `task.revision - 1`. */
  | { kind: 'task'; task: Task }
  /**
   * Fails the commit unless the stored revision is `evaluation.revision - 1`. `counts`: the account's part in the
   * counts of guarded signals over all accounts.
   */
  | { kind: 'evaluation'; evaluation: Evaluation; counts?: readonly (GuardedWeek & WeekCount)[] }
  /**
   * Fails the commit if the delivery exists in another state or with another claim than `replaces`, or with other facts
   * than its own. `counts`: it counts as one of the journey's sends, expected by the calendar or not.
   */
  | {
      kind: 'claim';
      delivery: Delivery;
      replaces?: Pick<Delivery, 'state' | 'claims'>;
      counts?: { foreseen: boolean };
    }
  /** From now on the delivery may have been sent. Fails the commit unless this claim holds the reservation. */
  | { kind: 'handOver'; delivery: Pick<Delivery, 'id' | 'account' | 'claims'> }
  /** Counts a permanent bounce or a complaint on the day of the send. Fails the commit the second time. */
  | { kind: 'unwelcome'; delivery: Delivery; fact: 'bounced' | 'complained' }
  | { kind: 'settle'; delivery: Pick<Delivery, 'id' | 'account' | 'state' | 'messageId'> }
  | { kind: 'prompt'; prompt: Prompt }
  /** Fails the commit unless the stored revision is `reader.revision - 1`. */
  | { kind: 'promptReader'; reader: PromptReader }
  /** Stores an event until its account is known. */
  | { kind: 'waiting'; event: DomainEvent }
  | { kind: 'noLongerWaiting'; event: DomainEvent }
  /** Maps a payment processor's customer to the account. */
  | { kind: 'customer'; customer: string; account: string };

type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** Whether it writes only a contact. */
export const isOfContact = (change: Change): change is ChangeOf<'contact'> => change.kind === 'contact';

/** Whether it stores an event until its account is known. */
export const keepsWaiting = (change: Change): change is ChangeOf<'waiting'> => change.kind === 'waiting';

/** The tasks that they write. */
export const tasksIn = (changes: readonly Change[]): Task[] =>
  changes.flatMap(change => (change.kind === 'task' ? [change.task] : []));

/** The enrollments that they begin. */
export const enrollmentsIn = (changes: readonly Change[]): Enrollment[] =>
  changes.flatMap(change => (change.kind === 'enroll' ? [change.enrollment] : []));

/** The timeline lines that they write. */
export const linesIn = (changes: readonly Change[]): TimelineLine[] =>
  changes.flatMap(change => (change.kind === 'line' ? [change.line] : []));

/** Their changes of seats. */
export const seatsIn = (changes: readonly Change[]): SeatChange[] =>
  changes.flatMap(change => (change.kind === 'seat' ? [change.word] : []));

/** The success plans that they keep. */
export const successPlansIn = (changes: readonly Change[]): SuccessPlan[] =>
  changes.flatMap(change => (change.kind === 'successPlan' ? [change.plan] : []));
