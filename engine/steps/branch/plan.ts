import type { StepPlan } from '../step-plan.ts';

export const branchPlan: StepPlan<'branch'> = {
  arms: ({ cases, otherwise }) => [...cases.map(({ steps }) => steps), otherwise],
};
