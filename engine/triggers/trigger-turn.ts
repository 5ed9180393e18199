import type { AccountSnapshot, Profile } from '../account/account.ts';
import type { DomainEvent } from '../account/event.ts';
import type { TriggerKind, TriggerOf } from '../definition/trigger.ts';
import type { CalendarDate, Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';

/** The interface of a kind of trigger for an incoming event, in `engine/triggers/<kind>/turn.ts`. */
export interface TriggerTurn<Kind extends TriggerKind> {
  /**
   * May the event enroll? Checked before the account is read. `names`: the names that the event may turn out to have.
   */
  mayEnroll(trigger: TriggerOf<Kind>, event: DomainEvent, names: readonly string[]): boolean;
  /** Does the event enroll? Undefined if the trigger does not concern it. */
  triggered(
    trigger: TriggerOf<Kind>,
    input: TriggerInput,
  ): Triggered | { not: 'too-early' | 'date-passed' | 'decided-before' } | undefined;
  /**
   * The day that is now decided for good, stored as `decided` in the account's evaluation; undefined while the decision
   * is open. `isIn`: the event enrolled the account, or it was enrolled before.
   */
  decides?(trigger: TriggerOf<Kind>, input: TriggerInput, isIn: boolean): CalendarDate | undefined;
  /**
   * When time alone may next enroll the account, which is then evaluated by `evaluateEvent`. Omitted if only events
   * enroll.
   */
  due?(trigger: TriggerOf<Kind>, known: Pick<TriggerInput, 'journey' | 'snapshot' | 'now'>): Instant | undefined;
  /** When it enrolls the account, if that exists by then; stored as `moments` in its evaluation until then. */
  moment?(trigger: TriggerOf<Kind>, known: Pick<AccountSnapshot, 'profile'>): Instant;
  /** The most accounts that enter per hour. */
  perHour?(trigger: TriggerOf<Kind>): number;
}

export interface TriggerInput {
  journey: string;
  /** The event itself, or one derived from it; the trigger is checked for each. */
  event: DomainEvent;
  /** The account after the event. */
  snapshot: AccountSnapshot;
  /** The profile before the event, for a trigger on a change; undefined for an account that it created. */
  profileBefore?: Profile | undefined;
  now: Instant;
}

export interface Triggered {
  /** The idempotency key of the enrollment; by default, the journey's rule of re-enrollment sets it. */
  key?: string;
  /** The name that the timeline shows. */
  event: string;
  fields: Readonly<Record<string, Scalar>>;
  /** When the trigger occurred, if not at the event's time. */
  at?: Instant;
}
