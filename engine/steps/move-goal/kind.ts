import { callEvents } from '../../journey/check/history-costs.ts';
import { quoted } from '../../journey/explain/words.ts';
import { counted } from '../../kernel/counted.ts';
import type { StepAnswers } from '../step-answers.ts';
import { moveGoalIn } from './author.ts';
import { moveGoalStates } from './states.ts';

export const moveGoalKind = {
  word: moveGoalIn,
  parts: ({ target }) => ({ attributes: [target] }),
  tell: ({ goal, days }) => ({ does: `the day of the goal ${quoted(goal)} moves by ${counted(days, 'day')}` }),
  draw: ({ goal, days }) => ({
    look: 'system',
    caption: 'MOVE GOAL',
    notes: [`${goal}: ${counted(days, 'day')} later`],
  }),
  fields: { days: 'moves the goal by days' },
  historyEvents: callEvents,
  states: moveGoalStates,
} satisfies StepAnswers<'moveGoal'>;
