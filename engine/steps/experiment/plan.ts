import type { StepPlan } from '../step-plan.ts';

export const experimentPlan: StepPlan<'experiment'> = {
  function: 'evaluate-branch',
  arms: ({ variants }) => variants.map(({ steps }) => steps),
};
