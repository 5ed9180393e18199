import { callEvents } from '../../journey/check/history-costs.ts';
import { describeValue } from '../../journey/explain/describe-value.ts';
import { inWords, listed } from '../../journey/explain/words.ts';
import type { StepAnswers } from '../step-answers.ts';
import { updateIn } from './author.ts';
import { updateStates } from './states.ts';

export const updateKind = {
  word: updateIn,
  parts: ({ attributes }) => ({ attributes: Object.keys(attributes) }),
  tell: ({ attributes }) => ({
    does: `it is noted that ${listed(
      Object.entries(attributes).map(
        ([name, value]) => `the account's ${inWords(name)} is ${describeValue({ kind: 'literal', value })}`,
      ),
      'and',
    )}`,
  }),
  draw: ({ attributes }) => ({
    look: 'system',
    caption: 'UPDATE',
    notes: Object.entries(attributes).map(([name, value]) => `${inWords(name)}: ${value}`),
  }),
  historyEvents: callEvents,
  states: updateStates,
} satisfies StepAnswers<'update'>;
