import type { StepOutline } from '../step-outline.ts';

export const moveGoalOutline: StepOutline<'moveGoal'> = { function: 'take-step' };
