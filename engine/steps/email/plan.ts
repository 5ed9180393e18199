import type { StepPlan } from '../step-plan.ts';

export const emailPlan: StepPlan<'email'> = { function: 'deliver-touch' };
