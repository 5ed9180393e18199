import type { TriggerOutline } from '../trigger-outline.ts';

export const eventTriggerOutline: TriggerOutline<'event'> = { event: trigger => trigger };
