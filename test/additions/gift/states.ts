import type { StepCompiler } from '../../../engine/asl/compilation.ts';
import { arrive } from '../../../engine/asl/placed-step.ts';
import { takeStepStates } from '../../../engine/asl/take-step-states.ts';
import { asStep, type GiftStep } from './step.ts';

export const giftStates: StepCompiler<never> = {
  after: (step: GiftStep, context, compilation) =>
    compilation.after(step.then, arrive(asStep(step), context, compilation)),
  states: (step: GiftStep, context, following, compilation) => {
    const then = compilation.block(step.then, arrive(asStep(step), context, compilation), following);
    return takeStepStates(asStep(step), context, then, compilation);
  },
};
