import type { StepPlan } from '../step-plan.ts';

export const slackPlan: StepPlan<'slack'> = { function: 'deliver-touch' };
