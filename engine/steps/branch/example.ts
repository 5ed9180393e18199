import type { StepExample } from '../step-example.ts';

export const branchExample: StepExample<'branch'> = {
  words: [
    {
      word: '`branch(id, …)`',
      options: '`when`, `then`, `otherwise`',
      example: "`branch('size', { when: attribute('arr').above(15_000), then: […], otherwise: [] })`",
    },
    {
      word: '`branch.among(id, …)`',
      options: '`cases`, `otherwise`',
      example:
        "`branch.among('plan', { cases: { free: { when: attribute('plan').is('free'), then: […] } }, otherwise: [] })`",
    },
  ],
  step: {
    cases: [
      {
        name: 'then',
        condition: { kind: 'attribute', name: 'arr', comparison: 'above', value: 10_000 },
        steps: [],
      },
    ],
    otherwise: [],
  },
};
