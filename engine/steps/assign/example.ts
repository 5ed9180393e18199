import type { StepExample } from '../step-example.ts';

export const assignExample: StepExample<'assign'> = {
  words: [
    {
      word: '`assign(id, { pool, … })`',
      options: 'gives the account an owner out of a [pool](tasks.md#pools), and sets attributes',
      example: "`assign('give-an-owner', { pool: pool('growth'), touchModel: 'low' })`",
    },
  ],
  step: { pool: 'growth', attributes: {} },
};
