import { nothing, type StepCompiler } from '../../asl/compilation.ts';
import { arrive } from '../../asl/placed-step.ts';
import { takeStepStates } from '../../asl/take-step-states.ts';
import { isGuarded } from '../../asl/with-guard.ts';

/** Ends the path. With a condition it may be passed by; an enrollment that it ended finds out at the next wait. */
export const exitStates: StepCompiler<'exit'> = {
  after: (step, context, compilation) => (isGuarded(step) ? arrive(step, context, compilation) : undefined),
  states: (step, context, following, compilation) =>
    takeStepStates(step, context, isGuarded(step) ? following : nothing, compilation),
};
