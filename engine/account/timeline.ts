import type { HeldOutBy } from '../definition/lots.ts';
import type { Severity } from '../definition/task.ts';
import type { Instant, Second } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';

export type TouchOutcome = 'sent' | 'held' | 'skipped' | 'failed' | 'unknown';

/** Why a delivery was not sent, or not yet. */
export type TouchReason =
  | 'condition'
  | 'suppressed'
  | 'unsubscribed'
  /** The contact has not confirmed a topic that needs it. */
  | 'unconfirmed'
  | 'capped'
  | 'quiet-hours'
  | 'no-recipient'
  /** The mail service would refuse the address. */
  | 'bad-address'
  /** Another recipient at the same mailbox gets it. */
  | 'same-mailbox'
  /** The contact's address is not verified. */
  | 'unverified'
  | 'exited'
  | 'risk-task-open'
  /** The account is in a journey that holds messages of this class. */
  | 'other-journey'
  /** The account is in a journey that excludes this one. */
  | 'excluded'
  | 'paused'
  /** A person left it out for this account. */
  | 'left-out'
  | 'past-date'
  /** The account is in the journey's control group. */
  | 'holdout'
  | 'ambiguous'
  /** The date a touch counts back from moved later after the wait had ended. */
  | 'rescheduled'
  /** The template prints a variable without a value, and has no default for it. */
  | 'missing-data'
  /** The mail service refused it for good, or it could not be rendered. */
  | 'rejected'
  /** The receiver of a post was busy or down at every try. */
  | 'unavailable';

export type TaskAction = 'opened' | 'updated' | 'acknowledged' | 'snoozed' | 'resolved' | 'auto-resolved' | 'breached';

/** A line of the timeline; the fields of each type are public. */
export type TimelineEntry =
  /** `holdout`: whose control group it is in, if any. */
  | { type: 'enrolled'; trigger: string; holdout?: HeldOutBy }
  | {
      type: 'touch';
      step: string;
      /** Name from the channel's manifest: `email`, `inApp`, `slack`, `webhook`. */
      channel: string;
      outcome: TouchOutcome;
      template?: string;
      /** Contact id; for an in-app prompt the audience, for slack and webhook the destination's name. */
      to: string;
      reason?: TouchReason;
      until?: Second;
    }
  | { type: 'branch'; step: string; took: string }
  | { type: 'waited'; step: string; for: string }
  | {
      type: 'task';
      step: string;
      action: TaskAction;
      reason: string;
      severity: Severity;
      owner: string;
      outcome?: string;
      /** Id of its playbook, if it has one. */
      playbook?: string;
      /** When opened: how long its playbook takes. When resolved: how long it took, if reported. */
      minutes?: number;
      /** Step of the playbook that was checked or unchecked. */
      ticked?: string;
      unticked?: string;
      evidence?: Readonly<Record<string, Scalar>>;
    }
  | { type: 'rescheduled'; step: string; from: Second; to: Second }
  /** An operator moved it to another version of its journey. */
  | { type: 'migrated'; from: string; to: string }
  /** `goal`: for journeys with a holdout or an experiment. */
  | { type: 'exited'; reason: string; goal?: 'reached' | 'missed' }
  | { type: 'completed'; goal?: 'reached' | 'missed' }
  | { type: 'failed'; error: string };

/**
 * A line of an account's timeline. `key` identifies it within the account, so writing it twice gives one line. Lines of
 * one second sort by key, so a key begins with the order of events.
 */
export interface TimelineLine {
  at: Instant;
  account: string;
  journey: string;
  enrollment: string;
  key: string;
  entry: TimelineEntry;
}

/** Sort key among the lines of its account. */
export const linePlace = ({ at, enrollment, key }: Pick<TimelineLine, 'at' | 'enrollment' | 'key'>): string =>
  `${at}#${enrollment}#${key}`;
