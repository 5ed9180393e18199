import type { Condition, Value } from '../../definition/condition.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { StepParts } from '../../steps/step-parts.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import type { StepPlace } from '../step-place.ts';

/** A journey as rules read it: flat, with everything that is written in it at hand. */
export interface Subject {
  journey: JourneyDefinition;
  places: readonly (StepPlace & { parts: StepParts })[];
  /** Every condition, named by where it is written: `audience`, `goal`, `when` ... */
  conditions: readonly Written<{ condition: Condition }>[];
  /** Every value handed to a template, a webhook or a task. */
  values: readonly Written<{ value: Value }>[];
  /** Every event that the journey reacts to. */
  triggers: readonly Written<{ trigger: EventTrigger }>[];
  /** The events that enroll; none when a date or a person does. */
  enrolledBy: readonly EventTrigger[];
  /** The events that exit. */
  exitedBy: readonly EventTrigger[];
}

/** Something with its place in the text: the step, if it is in one, and the name of the option. */
export type Written<What> = What & { step?: string; at: string };
