import type { Comparison, Scalar } from './condition.ts';

/** A test on one field of an event. `matchesTrigger` compares with the field of that name of the enrolling event. */
export interface FieldTest {
  field: string;
  comparison: Comparison | 'matchesTrigger';
  value: Scalar | readonly Scalar[];
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

export type Trigger = EventTrigger | DateTrigger | ManualTrigger;
