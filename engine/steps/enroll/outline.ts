import type { StepOutline } from '../step-outline.ts';

export const enrollOutline: StepOutline<'enroll'> = { function: 'take-step' };
