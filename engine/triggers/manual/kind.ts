import type { TriggerAnswers } from '../trigger-answers.ts';
import { manual } from './author.ts';

export const manualTriggerKind = {
  words: () => ({ manual }),
  tell: () => 'another journey or an operator enrolls it',
} satisfies TriggerAnswers<'manual'>;
