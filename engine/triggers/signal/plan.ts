import type { TriggerPlan } from '../trigger-plan.ts';

export const signalTriggerPlan: TriggerPlan<'signal'> = {};
