import type { TriggerWhy } from '../trigger-why.ts';

export const manualTriggerWhy: TriggerWhy<'manual'> = { looks: () => [] };
