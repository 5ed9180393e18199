import { callEvents } from '../../journey/check/history-costs.ts';
import { describeAudience } from '../../journey/explain/describe-audience.ts';
import { describeValue } from '../../journey/explain/describe-value.ts';
import { formatDuration } from '../../journey/explain/format-time.ts';
import { quoted } from '../../journey/explain/words.ts';
import { audienceCaption } from '../../journey/graph/audience-caption.ts';
import { definedFields } from '../../kernel/defined-fields.ts';
import type { StepAnswers } from '../step-answers.ts';
import { promptIn } from './author.ts';
import { promptStates } from './states.ts';

export const promptKind = {
  word: promptIn,
  parts: ({ template, to, data, except, expires }) => ({
    template: { channel: 'prompt', id: template },
    audience: to,
    values: { ...data, ...definedFields({ except }) },
    durations: definedFields({ expires }),
  }),
  touch: 'prompt',
  tell: ({ template, to, except, expires }) => ({
    does: `the in-app prompt ${quoted(template)} is shown to ${describeAudience(to)}${except ? ` but ${describeValue(except)}` : ''}, ${expires ? `for ${formatDuration(expires)}` : 'until the journey ends for the account'}`,
  }),
  draw: ({ to, expires }) => ({
    look: 'inApp',
    caption: `IN-APP  ·  ${audienceCaption(to)}`,
    notes: expires ? [`for ${formatDuration(expires)}`] : [],
  }),
  fields: { to: 'is shown to', expires: 'is shown for', except: 'is not shown to' },
  historyEvents: callEvents,
  states: promptStates,
} satisfies StepAnswers<'prompt'>;
