import type { StepExample } from '../step-example.ts';

export const experimentExample: StepExample<'experiment'> = {
  words: [
    {
      word: '`experiment(id, …)`',
      options: '`variants`, `holdout?`',
      example:
        "`experiment('tone', { variants: { short: { weight: 1, steps: […] }, long: { weight: 1, steps: […] } }, holdout: 2 })`",
    },
  ],
  step: {
    holdout: 2,
    variants: [
      { name: 'a', weight: 1, steps: [] },
      { name: 'b', weight: 2, steps: [] },
    ],
  },
};
