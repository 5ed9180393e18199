import { plainData } from '../../../engine/journey/plain-data.ts';
import type { StepAnswers } from '../../../engine/steps/step-answers.ts';
import { giftRule } from './check.ts';
import { giftStates } from './states.ts';
import type { GiftStep } from './step.ts';

const gift = (id: string, options: Pick<GiftStep, 'gift' | 'then'>): GiftStep =>
  plainData({ kind: 'gift', id, ...options });

export const giftKind: StepAnswers<never> = {
  word: () => gift,
  parts: ({ then }: GiftStep) => ({ arms: [{ name: 'sent', steps: then }] }),
  tell: ({ gift }: GiftStep) => ({ does: `the account gets ${gift}`, heading: () => 'Once it is on its way' }),
  draw: ({ gift }: GiftStep) => ({ look: 'system', caption: `GIFT  ·  ${gift}` }),
  rule: giftRule,
  historyEvents: 5,
  states: giftStates,
};
