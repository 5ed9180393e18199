import { inWords } from '../../journey/explain/words.ts';
import { counted } from '../../kernel/counted.ts';
import type { TriggerAnswers } from '../trigger-answers.ts';
import { onDateIn } from './author.ts';

export const dateTriggerKind = {
  words: catalog => ({ onDate: onDateIn(catalog) }),
  tell: ({ attribute, days }) => `its ${inWords(attribute)} is ${counted(days, 'day')} away`,
} satisfies TriggerAnswers<'date'>;
