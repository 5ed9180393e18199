import type { TriggerExample } from '../trigger-example.ts';

export const campaignTriggerExample: TriggerExample<'campaign'> = {
  words: [],
  trigger: { kind: 'campaign', at: { kind: 'calendar', date: '2026-03-09', time: '10:00' }, perHour: 1_000 },
};
