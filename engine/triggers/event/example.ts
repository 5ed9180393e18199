import type { TriggerExample } from '../trigger-example.ts';

export const eventTriggerExample: TriggerExample<'event'> = {
  words: [
    { word: '`on(event)`', example: "`on('Account Created')`" },
    {
      word: '`.where({ field: test })`',
      example: "`on('Survey Responded').where({ survey: 'nps', score: atLeast(9) })`",
    },
    { word: '`.or(on(…))`', example: "`on('payment.failed').or(on('payment.action_required'))`" },
  ],
  trigger: { kind: 'event', event: 'Account Created', where: [] },
};
