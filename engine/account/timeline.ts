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
  /** A person left it out, of this account. */
  | 'left-out'
  | 'past-date'
  /** The account is held out of the journey, to compare with. */
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
  /** `holdout`: whose holdout it is in, where it is in one. */
  | { type: 'enrolled'; trigger: string; holdout?: HeldOutBy }
  | {
      type: 'touch';
      step: string;
      /** As its manifest names it: `email`, `inApp`, `slack`, `webhook`. */
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
      /** Id of its playbook, where it has one. */
      playbook?: string;
      /** When it is opened, how long its playbook takes; when it is resolved, how long it took, where that was said. */
      minutes?: number;
      /** Step of the playbook that was done, or is not done after all. */
      ticked?: string;
      unticked?: string;
      evidence?: Readonly<Record<string, Scalar>>;
    }
  | { type: 'rescheduled'; step: string; from: Second; to: Second }
  /** Went on in another version of its journey, by an operator's will. */
  | { type: 'migrated'; from: string; to: string }
  /** `goal`: of journeys with a holdout or an experiment. */
  | { type: 'exited'; reason: string; goal?: 'reached' | 'missed' }
  | { type: 'completed'; goal?: 'reached' | 'missed' }
  | { type: 'failed'; error: string };

/**
 * A line of an account's timeline. `key` names it within the account: the same happening written twice is one line.
 * Lines of one second sort by key, so a key begins with the order of happening.
 */
export interface TimelineLine {
  at: Instant;
  account: string;
  journey: string;
  enrollment: string;
  key: string;
  entry: TimelineEntry;
}

/** How it is ordered among those of its account. */
export const linePlace = ({ at, enrollment, key }: Pick<TimelineLine, 'at' | 'enrollment' | 'key'>): string =>
  `${at}#${enrollment}#${key}`;
