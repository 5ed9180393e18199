import type { StepPlan } from '../step-plan.ts';

export const updatePlan: StepPlan<'update'> = { function: 'take-step' };
