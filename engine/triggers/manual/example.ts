import type { TriggerExample } from '../trigger-example.ts';

export const manualTriggerExample: TriggerExample<'manual'> = {
  words: [{ word: '`manual`', example: 'only by an `enroll` step' }],
  trigger: { kind: 'manual' },
};
