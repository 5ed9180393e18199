import type { StepExample } from '../step-example.ts';

export const everyExample: StepExample<'every'> = {
  words: [
    {
      word: '`every(id, …)`',
      options: '`interval`, `times`, `steps`',
      example: "`every('tips', { interval: weeks(1), times: 4, steps: [email('first-project', { to: admins })] })`",
    },
  ],
  step: { interval: { unit: 'weeks', amount: 1 }, times: 2, steps: [] },
};
