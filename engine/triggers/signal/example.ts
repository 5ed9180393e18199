import type { TriggerExample } from '../trigger-example.ts';

export const signalTriggerExample: TriggerExample<'signal'> = {
  words: [
    {
      word: '`signal({ when, rearm?, period?, guarded? })`',
      example: '`signal({ when: seats().atLeast(0.8), rearm: seats().below(0.7) })`: when that begins to hold',
    },
  ],
  trigger: { kind: 'signal', when: { kind: 'attribute', name: 'arr', comparison: 'above', value: 10_000 } },
};
