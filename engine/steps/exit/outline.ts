import type { StepOutline } from '../step-outline.ts';

export const exitOutline: StepOutline<'exit'> = { function: 'take-step', leaves: true };
