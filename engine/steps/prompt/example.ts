import type { StepExample } from '../step-example.ts';

export const promptExample: StepExample<'prompt'> = {
  words: [
    {
      word: '`prompt(template, …)`',
      options:
        '`to`, `data?`, `id?`, `expires?`, `except?`: a contact who does not see it, such as `soleFeature(days(30)).user()`',
      example: "`prompt('core-workflow-tour', { to: everyone, expires: days(7) })`",
    },
  ],
  step: { template: 'tour', to: { roles: 'everyone' }, data: {} },
};
