import type { Comparison } from '../../definition/comparison.ts';
import type { Scalar } from '../../kernel/scalar.ts';

declare module '../../definition/trigger.ts' {
  interface TriggerKinds {
    event: EventTrigger;
  }
}

/** A test on one field of an event. `matchesTrigger` compares with the field of that name of the enrolling event. */
export interface FieldTest {
  field: string;
  comparison: Comparison | 'matchesTrigger' | 'atLeastShareOf' | 'aboveShareOf';
  /** For a share in basis points: 8000 is 80 %. */
  value: Scalar | readonly Scalar[];
  /** The field that the share refers to. */
  of?: string;
}

/** An event, by its catalog name, whose fields pass every test. */
export interface EventTrigger {
  kind: 'event';
  event: string;
  where: readonly FieldTest[];
  /** Other events that trigger as well. */
  alternatives?: readonly EventTrigger[];
}
