import { tellEvents } from '../../journey/explain/tell-events.ts';
import type { TriggerAnswers } from '../trigger-answers.ts';
import { onEvent } from './author.ts';

export const eventTriggerKind = {
  words: ({ data }) => ({ on: (event: string) => onEvent(data.events, event) }),
  tell: trigger => tellEvents([trigger]),
} satisfies TriggerAnswers<'event'>;
