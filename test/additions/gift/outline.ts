import type { StepOutline } from '../../../engine/steps/step-outline.ts';
import type { GiftStep } from './step.ts';

export const giftOutline: StepOutline<never> = {
  function: 'take-step',
  arms: ({ then }: GiftStep) => [then],
};
