import type { Comparison, Condition, Scalar } from './condition.ts';

/** A test on one field of an event. `matchesTrigger` compares with the field of that name of the enrolling event. */
export interface FieldTest {
  field: string;
  comparison: Comparison | 'matchesTrigger' | 'atLeastShareOf' | 'aboveShareOf';
  /** Of a share in basis points: 8000 is 80 %. */
  value: Scalar | readonly Scalar[];
  /** The field that a share is of. */
  of?: string;
}

/** An event, by its catalog name, whose fields pass every test. */
export interface EventTrigger {
  kind: 'event';
  event: string;
  where: readonly FieldTest[];
  /** Other events that do just as well. */
  alternatives?: readonly EventTrigger[];
}

/** The calendar day `days` before the date in an account attribute. Enrolls once per term of that date. */
export interface DateTrigger {
  kind: 'date';
  attribute: string;
  days: number;
}

/** Only by `enroll` steps and by operators. */
export interface ManualTrigger {
  kind: 'manual';
}

/**
 * A condition of the account that begins to hold. It enrolls once, on the way up, and not again before it was re-armed. What
 * is not known (an attribute that nobody said) neither fires nor re-arms.
 */
export interface SignalTrigger {
  kind: 'signal';
  when: Condition;
  /** What arms it again; unless said otherwise, that `when` does not hold. */
  rearm?: Condition;
  /** Looked at once the week is complete, in the account's zone, and judged once for each week; otherwise whenever it may have changed. */
  period?: 'week';
  /** Held back while the telemetry guard finds that too many accounts trip it in the same week. */
  guarded?: boolean;
}

export type Trigger = EventTrigger | DateTrigger | SignalTrigger | ManualTrigger;
