import type { StepOutline } from '../step-outline.ts';

export const updateOutline: StepOutline<'update'> = { function: 'take-step' };
