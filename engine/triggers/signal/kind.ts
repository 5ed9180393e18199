import { describeCondition } from '../../journey/explain/describe-condition.ts';
import { definedFields } from '../../kernel/defined-fields.ts';
import type { TriggerAnswers } from '../trigger-answers.ts';
import { cleared, signal } from './author.ts';
import { signalRule } from './check.ts';

export const signalTriggerKind = {
  words: () => ({ signal, cleared }),
  since: 'as soon as',
  tell: ({ when }) => describeCondition(when, { whose: 'its' }),
  also: ({ rearm, period, guarded }) => [
    rearm
      ? `That counts again only once ${describeCondition(rearm, { whose: 'its' })}.`
      : 'That has to be over before it counts again.',
    ...(period ? ['It is looked at once a week.'] : []),
    ...(guarded
      ? ['When it holds for too many accounts in the same week, none of them enters: then the data is wrong.']
      : []),
  ],
  conditions: ({ when, rearm }) => definedFields({ when, rearm }),
  enrollsAs: [{ kind: 'event', event: 'signal.fired', where: [] }],
  exampleEvent: signal => ({ name: 'signal.fired', fields: { signal } }),
  rule: signalRule,
} satisfies TriggerAnswers<'signal'>;
