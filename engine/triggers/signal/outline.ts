import type { TriggerOutline } from '../trigger-outline.ts';

export const signalTriggerOutline: TriggerOutline<'signal'> = {};
