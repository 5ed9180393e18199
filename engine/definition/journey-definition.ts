import type { Duration } from '../kernel/duration.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import type { Condition } from './condition.ts';
import type { MessageClass, Policy } from './policy.ts';
import type { JourneyPromise } from './promise.ts';
import type { Step } from './step.ts';
import type { Trigger } from './trigger.ts';

/** When an account that was enrolled before may be enrolled again. */
export type Reenroll =
  | { kind: 'never' }
  | { kind: 'afterEnd' }
  | { kind: 'after'; duration: Duration }
  /** Once per value of a field of the enrolling event, such as an invoice. */
  | { kind: 'keyed'; field: string }
  /** Once per term of a date trigger's date. */
  | { kind: 'term' };

/** Is an account enrolled once and never again? */
export const isOnce = (reenroll: Reenroll): boolean => reenroll.kind === 'never';

/** The field of the enrolling event that an account is enrolled once for each value of. */
export const fieldOfKey = (reenroll: Reenroll): string | undefined =>
  reenroll.kind === 'keyed' ? reenroll.field : undefined;

/**
 * A journey as data: plain, frozen, JSON-serializable, with nothing left to run. Everything else (the state machine,
 * the drawing, the English, the checks) derives from it. Steps are block-structured: no jump, every loop bounded,
 * so every path ends.
 */
export interface JourneyDefinition {
  /** Version of this format. */
  format: 1;
  id: string;
  title: string;
  enroll: Trigger;
  audience?: Condition;
  reenroll: Reenroll;
  exit: readonly EventTrigger[];
  goal?: Condition;
  /** Percent of accounts that go through it without a touch or a task, to compare with. 0: the policy's holdout leaves it out, too. */
  holdout?: number;
  /** Among journeys that compete for a contact's attention, the lowest number goes first. */
  priority: number;
  /** Message classes whose touches from other journeys are held while an account is in this one, unless those journeys go first. */
  holds?: readonly MessageClass[];
  /** Journeys that neither enroll an account nor send it anything while it is in this one. */
  excludes?: readonly string[];
  policy: Policy;
  steps: readonly Step[];
  /** Promises that `daymark check` proves of each enrollment. They are not part of the version, since they change no behavior. */
  promises?: readonly JourneyPromise[];
  /**
   * Percent of new enrollments, 1 to 99, that begin in a version right after it is deployed; the others begin in the version before, until
   * the new one is promoted. It is no part of the version.
   */
  canary?: number;
  /** Hash of all of the above but the promises and the canary, independent of formatting and key order: the version of the journey. */
  hash: string;
}
