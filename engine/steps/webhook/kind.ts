import type { StepOf } from '../../definition/step.ts';
import { callEvents } from '../../journey/check/history-costs.ts';
import { describeValue } from '../../journey/explain/describe-value.ts';
import { inWords, listed, quoted } from '../../journey/explain/words.ts';
import type { StepAnswers } from '../step-answers.ts';
import { webhook } from './author.ts';
import { webhookStates } from './states.ts';

export const webhookKind = {
  word: () => webhook,
  parts: ({ data }) => ({ values: data }),
  touch: 'webhook call',
  tell: ({ endpoint, data }) => ({
    does: `the system ${quoted(endpoint)} is told${Object.keys(data).length > 0 ? ` ${describeData(data)}` : ''}`,
  }),
  draw: ({ endpoint }) => ({ look: 'system', caption: `WEBHOOK  ·  ${endpoint}` }),
  historyEvents: callEvents,
  states: webhookStates,
} satisfies StepAnswers<'webhook'>;

const describeData = (data: StepOf<'webhook'>['data']): string =>
  listed(
    Object.entries(data).map(([name, value]) => `${inWords(name)}: ${describeValue(value)}`),
    'and',
  );
