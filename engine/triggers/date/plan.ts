import type { TriggerPlan } from '../trigger-plan.ts';

export const dateTriggerPlan: TriggerPlan<'date'> = { date: ({ attribute, days }) => ({ attribute, days }) };
