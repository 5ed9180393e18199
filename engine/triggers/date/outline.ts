import type { TriggerOutline } from '../trigger-outline.ts';

export const dateTriggerOutline: TriggerOutline<'date'> = { date: ({ attribute, days }) => ({ attribute, days }) };
