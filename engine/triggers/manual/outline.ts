import type { TriggerOutline } from '../trigger-outline.ts';

export const manualTriggerOutline: TriggerOutline<'manual'> = {};
