import type { StepPlan } from '../step-plan.ts';

export const exitPlan: StepPlan<'exit'> = { function: 'take-step' };
