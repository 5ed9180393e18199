import type { StepPlan } from '../step-plan.ts';

export const webhookPlan: StepPlan<'webhook'> = { function: 'deliver-touch' };
