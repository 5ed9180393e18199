import type { TriggerPlan } from '../trigger-plan.ts';

export const eventTriggerPlan: TriggerPlan<'event'> = { event: trigger => trigger };
