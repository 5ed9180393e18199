import type { Condition } from '../../definition/condition.ts';

declare module '../../definition/trigger.ts' {
  interface TriggerKinds {
    signal: SignalTrigger;
  }
}

/**
 * A condition of the account that begins to hold. It enrolls once, when it becomes true, and not again until it is
 * re-armed. An unknown value (an attribute that was never set) neither fires nor re-arms it.
 */
export interface SignalTrigger {
  kind: 'signal';
  when: Condition;
  /** The condition that arms it again; by default, that `when` does not hold. */
  rearm?: Condition;
  /** Judged once per week, when the week is complete in the account's zone; otherwise whenever it may have changed. */
  period?: 'week';
  /** Held back while the telemetry guard finds too many accounts firing in the same week. */
  guarded?: boolean;
}
