import type { StepExample } from '../step-example.ts';

export const slackExample: StepExample<'slack'> = {
  words: [
    {
      word: '`slack(id, …)`',
      options: '`channel`, `text`',
      example: "`slack('tell-sales', { channel: 'sales', text: 'A trial has begun.' })`",
    },
  ],
  step: { channel: 'success', text: 'Look at this account' },
};
