import type { Await } from '../definition/await.ts';
import type { Condition, Value } from '../definition/condition.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Step, StepKind, StepOf } from '../definition/step.ts';
import type { Wake } from '../definition/step-call.ts';
import type { EscalateStep } from './escalate/step.ts';

export type StepFunction = 'deliver-touch' | 'evaluate-branch' | 'open-task' | 'take-step';

/** Conditions and values of a step's turn besides its `when` and `unless`: how far back usage is read follows from it. */
export interface StepReads {
  conditions?: readonly Condition[];
  values?: readonly Value[];
}

/** The interface of a kind of step while journeys run, in `engine/steps/<kind>/outline.ts`. */
export interface StepOutline<Kind extends StepKind> {
  /** The function that carries it out; none for a step that only waits. */
  function?: StepFunction;
  /** The steps inside of it, by arm, in order of writing. */
  arms?(step: StepOf<Kind>): readonly (readonly Step[])[];
  /** Names of the arms in an enrollment's record, in the same order; absent where it does not say which was taken, or `splits` does. */
  armNames?(step: StepOf<Kind>): readonly string[];
  /** The steps inside of it are repeated, as often as its `times` say. */
  loops?: true;
  reads?(step: StepOf<Kind>): StepReads;
  /** Groups that it draws accounts into by lot; of weight 0 where there is no such group. */
  splits?(step: StepOf<Kind>): readonly { name: string; weight: number }[];
  /** It may end the enrollment by itself, for its `reason`. */
  leaves?: true;
  /** Events that end its own wait. */
  awaits?(step: StepOf<Kind>): readonly Await[];
  /** The task that its events open early, wherever the enrollment is. */
  early?(step: StepOf<Kind>): EscalateStep | undefined;
  /** The wait that it begins with. `firstOf`: the wait that the steps inside of it begin with. */
  begins?(
    step: StepOf<Kind>,
    journey: Beginning,
    firstOf: (steps: readonly Step[], within?: Pick<Beginning, 'roundEnds'>) => Wake | undefined,
  ): Wake | undefined;
}

/** Where steps begin. */
export interface Beginning extends Pick<JourneyDefinition, 'enroll' | 'policy'> {
  /** When the next round of the enclosing loop begins. */
  roundEnds?: Wake;
}
