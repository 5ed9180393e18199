import type { StepOutline } from '../step-outline.ts';

export const assignOutline: StepOutline<'assign'> = { function: 'take-step' };
