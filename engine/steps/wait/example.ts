import type { StepExample } from '../step-example.ts';

export const waitExample: StepExample<'wait'> = {
  words: [{ word: '`wait(id, duration)`', example: "`wait('settle', hours(4))`" }],
  step: { duration: { unit: 'hours', amount: 4 } },
};
