import type { StepPlan } from '../step-plan.ts';

export const promptPlan: StepPlan<'prompt'> = { function: 'deliver-touch' };
