import type { StepExample } from '../step-example.ts';

export const webhookExample: StepExample<'webhook'> = {
  words: [
    {
      word: '`webhook(id, …)`',
      options: '`endpoint`, `data?`',
      example: "`webhook('sync-crm', { endpoint: 'crm', data: { arr: attribute('arr') } })`",
    },
  ],
  step: { endpoint: 'crm', data: {} },
};
