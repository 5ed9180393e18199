import { formatDuration } from '../../journey/explain/format-time.ts';
import type { StepAnswers } from '../step-answers.ts';
import { wait } from './author.ts';
import { waitStates } from './states.ts';

export const waitKind = {
  word: () => wait,
  parts: ({ duration }) => ({ durations: { duration }, lasts: { atLeast: duration, atMost: duration } }),
  tell: ({ duration }) => ({ does: `nothing happens for ${formatDuration(duration)}` }),
  draw: ({ duration }) => ({ look: 'wait', caption: 'WAIT', notes: [formatDuration(duration)] }),
  fields: { duration: 'waits' },
  historyEvents: 0,
  states: waitStates,
} satisfies StepAnswers<'wait'>;
