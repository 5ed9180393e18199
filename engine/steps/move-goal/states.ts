import type { StepCompiler } from '../../asl/compilation.ts';
import { arrive } from '../../asl/placed-step.ts';
import { takeStepStates } from '../../asl/take-step-states.ts';

export const moveGoalStates: StepCompiler<'moveGoal'> = { after: arrive, states: takeStepStates };
