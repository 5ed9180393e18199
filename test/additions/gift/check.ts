import { stepRule } from '../../../engine/journey/check/rule.ts';
import type { GiftStep } from './step.ts';

export const giftRule = stepRule(
  'gift' as never,
  {
    'empty-parcel': {
      severity: 'error',
      title: 'Gift of nothing',
      why: 'It would be sent empty.',
      fix: 'Name a gift.',
    },
  },
  function* ({ id, gift }: GiftStep) {
    if (gift === '') yield { code: 'empty-parcel', message: `Gift "${id}" is empty. Name a gift.` };
  },
);
