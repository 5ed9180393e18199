import type { AccountSnapshot, Profile } from '../account/account.ts';
import type { DomainEvent } from '../account/event.ts';
import type { TriggerKind, TriggerOf } from '../definition/trigger.ts';
import type { CalendarDate, Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';

/** The interface of a kind of trigger for an incoming event, in `engine/triggers/<kind>/turn.ts`. */
export interface TriggerTurn<Kind extends TriggerKind> {
  /** May it enroll by this event? Asked before the account is read. `names`: those that the event may turn out to have. */
  mayEnroll(trigger: TriggerOf<Kind>, event: DomainEvent, names: readonly string[]): boolean;
  /** Does it enroll by this event? Nothing where the event is not its. */
  triggered(
    trigger: TriggerOf<Kind>,
    input: TriggerInput,
  ): Triggered | { not: 'too-early' | 'date-passed' | 'decided-before' } | undefined;
  /**
   * The day that it has now decided for, once and for all: kept as `decided` of the account's evaluation. `isIn`: the event enrolled
   * the account, or it was enrolled before. Nothing while the decision is open.
   */
  decides?(trigger: TriggerOf<Kind>, input: TriggerInput, isIn: boolean): CalendarDate | undefined;
  /** When time alone lets it enroll next: the account is evaluated then, by `evaluateEvent`. Left out where events alone do. */
  due?(trigger: TriggerOf<Kind>, known: Pick<TriggerInput, 'journey' | 'snapshot' | 'now'>): Instant | undefined;
  /** The moment at which it enrolls the account, if that is there by then: kept as `moments` of its evaluation until it has come. */
  moment?(trigger: TriggerOf<Kind>, known: Pick<AccountSnapshot, 'profile'>): Instant;
  /** At most so many accounts enter by it in an hour. */
  perHour?(trigger: TriggerOf<Kind>): number;
}

export interface TriggerInput {
  journey: string;
  /** The event itself, or one that follows from it: asked for each. */
  event: DomainEvent;
  /** As the event left the account. */
  snapshot: AccountSnapshot;
  /** The profile before the event, for a trigger on a change; undefined for an account that it made known. */
  profileBefore?: Profile | undefined;
  now: Instant;
}

export interface Triggered {
  /** The idempotency key of the enrollment; by default, the journey's rule of re-enrollment sets it. */
  key?: string;
  /** The name that the timeline shows. */
  event: string;
  fields: Readonly<Record<string, Scalar>>;
  /** When it happened, where that is not when the event did. */
  at?: Instant;
}
