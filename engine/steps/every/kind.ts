import { formatDuration } from '../../journey/explain/format-time.ts';
import type { StepAnswers } from '../step-answers.ts';
import { every } from './author.ts';
import { everyRule } from './check.ts';
import { everyStates } from './states.ts';

export const everyKind = {
  word: () => every,
  parts: ({ interval, times, steps }) => ({
    arms: [{ name: 'round', steps }],
    durations: { interval },
    rounds: { times, interval },
  }),
  tell: ({ interval, times }) => ({
    does: times === 1 ? 'this happens once' : `this happens ${times} times, ${formatDuration(interval)} apart`,
    heading: () => 'Each time',
  }),
  draw: ({ times, interval }) => ({
    look: 'wait',
    caption: 'REPEAT',
    notes: [`${times} times, ${formatDuration(interval)} apart`],
    armLabel: () => 'each time',
  }),
  fields: { interval: 'happens every', times: 'rounds' },
  rule: everyRule,
  historyEvents: 0,
  states: everyStates,
} satisfies StepAnswers<'every'>;
