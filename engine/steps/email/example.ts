import type { StepExample } from '../step-example.ts';

export const emailExample: StepExample<'email'> = {
  words: [
    {
      word: '`email(template, …)`',
      options: "`to`, `data?`, `id?`, `thread?: 'account'`, `expires?` (skipped when it has to wait for so long)",
      example: "`email('welcome', { to: admins })`",
    },
  ],
  step: { template: 'welcome', to: { roles: ['admin'] }, data: {} },
};
