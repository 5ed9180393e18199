import type { StepExample } from '../step-example.ts';

export const updateExample: StepExample<'update'> = {
  words: [{ word: '`update(id, attributes)`', example: "`update('mark-onboarded', { status: 'onboarded' })`" }],
  step: { attributes: { stage: 'live' } },
};
