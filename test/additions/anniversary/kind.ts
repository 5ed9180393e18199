import { projectRule } from '../../../engine/journey/check/rule.ts';
import type { TriggerAnswers } from '../../../engine/triggers/trigger-answers.ts';
import { type AnniversaryTrigger, anniversary } from './trigger.ts';

const isOf = (trigger: { kind: string }): trigger is AnniversaryTrigger => trigger.kind === 'anniversary';

export const anniversaryKind: TriggerAnswers<never> = {
  words: () => ({ anniversary }),
  tell: ({ attribute }: AnniversaryTrigger) => `a year has passed since ${attribute}`,
  rule: projectRule(
    {
      'no-anniversary': {
        severity: 'error',
        title: 'Anniversary of nothing',
        why: 'It never comes.',
        fix: 'Name an attribute.',
      },
    },
    function* ({ subjects }) {
      for (const { id, enroll } of subjects.map(({ journey }) => journey as { id: string; enroll: { kind: string } }))
        if (isOf(enroll) && enroll.attribute === '')
          yield { code: 'no-anniversary' as const, journey: id, message: `Journey "${id}" names no date. Name one.` };
    },
  ),
};
