import { describeEvents } from '../../journey/explain/describe-events.ts';
import type { TriggerAnswers } from '../trigger-answers.ts';
import { onEvent } from './author.ts';

export const eventTriggerKind = {
  words: ({ data }) => ({ on: (event: string) => onEvent(data.events, event) }),
  tell: trigger => describeEvents([trigger]),
} satisfies TriggerAnswers<'event'>;
