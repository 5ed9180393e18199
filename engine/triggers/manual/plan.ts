import type { TriggerPlan } from '../trigger-plan.ts';

export const manualTriggerPlan: TriggerPlan<'manual'> = {};
