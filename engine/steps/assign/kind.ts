import { callEvents } from '../../journey/check/history-costs.ts';
import { describeValue } from '../../journey/explain/describe-value.ts';
import { inWords, listed, quoted } from '../../journey/explain/words.ts';
import type { StepAnswers } from '../step-answers.ts';
import { assignIn } from './author.ts';
import { assignStates } from './states.ts';

export const assignKind = {
  word: assignIn,
  parts: ({ pool, attributes }) => ({ pool, attributes: ['owner', ...Object.keys(attributes)] }),
  tell: ({ pool, attributes }) => ({
    does: `the account gets an owner of the pool ${quoted(pool)}, more likely one with more room, unless it has an owner${notedOf(attributes)}`,
  }),
  draw: ({ pool, attributes }) => ({
    look: 'system',
    caption: 'ASSIGN',
    notes: [`owner: of ${pool}`, ...Object.entries(attributes).map(([name, value]) => `${inWords(name)}: ${value}`)],
  }),
  historyEvents: callEvents,
  states: assignStates,
} satisfies StepAnswers<'assign'>;

const notedOf = (attributes: Parameters<typeof Object.entries>[0]): string => {
  const noted = Object.entries(attributes as Record<string, string | number | boolean | null>).map(
    ([name, value]) => `its ${inWords(name)} is ${describeValue({ kind: 'literal', value })}`,
  );
  return noted.length === 0 ? '' : `, and it is noted that ${listed(noted, 'and')}`;
};
