import type { StepPlan } from '../step-plan.ts';

export const waitPlan: StepPlan<'wait'> = {
  begins: ({ duration }) => ({ kind: 'after', duration }),
};
