import { callEvents } from '../../journey/check/history-costs.ts';
import { inWords } from '../../journey/explain/words.ts';
import type { StepAnswers } from '../step-answers.ts';
import { exit } from './author.ts';
import { exitStates } from './states.ts';

export const exitKind = {
  word: () => exit,
  parts: () => ({ ends: true }),
  tell: ({ reason }) => ({ does: `the account leaves the journey (${inWords(reason)})` }),
  draw: ({ reason }) => ({ look: 'done', caption: 'EXIT', notes: [inWords(reason)] }),
  fields: { reason: 'leaves for' },
  historyEvents: callEvents,
  states: exitStates,
} satisfies StepAnswers<'exit'>;
