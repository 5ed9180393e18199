import type { StepCompiler } from '../../asl/compilation.ts';
import { arrive } from '../../asl/placed-step.ts';
import { takeStepStates } from '../../asl/take-step-states.ts';

export const assignStates: StepCompiler<'assign'> = { after: arrive, states: takeStepStates };
