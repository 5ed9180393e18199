import { describeEvents } from '../../journey/explain/describe-events.ts';
import { formatDuration } from '../../journey/explain/format-time.ts';
import type { StepAnswers } from '../step-answers.ts';
import { waitFor } from './author.ts';
import { waitForRule } from './check.ts';
import { waitForStates } from './states.ts';

export const waitForKind = {
  word: () => waitFor,
  parts: ({ first, timeout, then }) => ({
    arms: [...new Set([...Object.keys(first), 'timeout', ...Object.keys(then)])].map(name => ({
      name,
      steps: then[name] ?? [],
    })),
    triggers: Object.entries(first).map(([arm, trigger]) => ({ arm, trigger })),
    durations: { timeout },
    lasts: { atMost: timeout },
  }),
  tell: ({ first, timeout }) => ({
    does: `the journey waits until ${describeEvents(Object.values(first))}, but at most ${formatDuration(timeout)}`,
    heading: arm =>
      first[arm]
        ? `When ${describeEvents([first[arm]])}${Object.keys(first).length > 1 ? ' first' : ''}`
        : 'When the time is up',
  }),
  draw: ({ first, timeout }) => ({
    look: 'wait',
    caption: 'WAIT FOR',
    notes: [`until ${describeEvents(Object.values(first))}, at most ${formatDuration(timeout)}`],
  }),
  fields: { timeout: 'waits at most', first: 'waits for' },
  rule: waitForRule,
  historyEvents: 0,
  states: waitForStates,
} satisfies StepAnswers<'waitFor'>;
