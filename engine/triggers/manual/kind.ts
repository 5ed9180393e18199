import type { TriggerAnswers } from '../trigger-answers.ts';
import { manual } from './author.ts';

export const manualTriggerKind = {
  words: () => ({ manual }),
  tell: () => 'another journey or an operator enrolls it',
  exampleEvent: journey => ({ name: 'daymark.enroll', fields: { journey } }),
} satisfies TriggerAnswers<'manual'>;
