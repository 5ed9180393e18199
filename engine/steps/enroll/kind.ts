import { callEvents } from '../../journey/check/history-costs.ts';
import { quoted } from '../../journey/explain/words.ts';
import type { StepAnswers } from '../step-answers.ts';
import { enroll } from './author.ts';
import { enrollRule } from './check.ts';
import { enrollStates } from './states.ts';

export const enrollKind = {
  word: () => enroll,
  parts: ({ journey }) => ({ enrolls: journey }),
  tell: ({ journey }) => ({ does: `the account enters the journey ${quoted(journey)} as well` }),
  draw: ({ journey }) => ({ look: 'system', caption: 'ENROLL', notes: [`in ${journey}`] }),
  rule: enrollRule,
  historyEvents: callEvents,
  states: enrollStates,
} satisfies StepAnswers<'enroll'>;
