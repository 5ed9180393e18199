import type { StepPlan } from '../../../engine/steps/step-plan.ts';
import type { GiftStep } from './step.ts';

export const giftPlan: StepPlan<never> = {
  function: 'take-step',
  arms: ({ then }: GiftStep) => [then],
};
