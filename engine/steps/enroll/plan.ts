import type { StepPlan } from '../step-plan.ts';

export const enrollPlan: StepPlan<'enroll'> = { function: 'take-step' };
