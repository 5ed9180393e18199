import type { StepPlan } from '../step-plan.ts';

export const branchPlan: StepPlan<'branch'> = {
  function: 'evaluate-branch',
  arms: ({ cases, otherwise }) => [...cases.map(({ steps }) => steps), otherwise],
};
