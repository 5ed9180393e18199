import type { StepExample } from '../step-example.ts';

export const exitExample: StepExample<'exit'> = {
  words: [{ word: '`exit(id, …)`', options: '`reason?`', example: "`exit('not-a-fit')`" }],
  step: { reason: 'done' },
};
