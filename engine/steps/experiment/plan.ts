import type { StepPlan } from '../step-plan.ts';

export const experimentPlan: StepPlan<'experiment'> = {
  arms: ({ variants }) => variants.map(({ steps }) => steps),
};
