import { projectRule } from '../../../engine/journey/check/rule.ts';
import type { TriggerAnswers } from '../../../engine/triggers/trigger-answers.ts';
import { type FullMoonTrigger, fullMoon } from './trigger.ts';

const isOf = (trigger: { kind: string }): trigger is FullMoonTrigger => trigger.kind === 'fullMoon';

export const fullMoonKind: TriggerAnswers<never> = {
  words: () => ({ fullMoon }),
  tell: ({ over }: FullMoonTrigger) => `the moon is full over ${over}`,
  rule: projectRule(
    { 'no-place': { severity: 'error', title: 'Moon over no place', why: 'It rises nowhere.', fix: 'Name a place.' } },
    function* ({ subjects }) {
      for (const { id, enroll } of subjects.map(({ journey }) => journey as { id: string; enroll: { kind: string } }))
        if (isOf(enroll) && enroll.over === '')
          yield { code: 'no-place' as const, journey: id, message: `Journey "${id}" names no place. Name one.` };
    },
  ),
};
