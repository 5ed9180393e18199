import type { TriggerExample } from '../trigger-example.ts';

export const dateTriggerExample: TriggerExample<'date'> = {
  words: [
    {
      word: '`onDate(attribute, { before })`',
      example: "`onDate('renewalAt', { before: days(91) })`: that calendar day, once per term of the date",
    },
  ],
  trigger: { kind: 'date', attribute: 'renewalAt', days: 91 },
};
