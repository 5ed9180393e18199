import type { StepOutline } from '../step-outline.ts';

export const promptOutline: StepOutline<'prompt'> = { function: 'deliver-touch' };
