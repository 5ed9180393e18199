import { callEvents } from '../../journey/check/history-costs.ts';
import { tellAudience } from '../../journey/explain/tell-audience.ts';
import { tellDuration } from '../../journey/explain/tell-time.ts';
import { tellValue } from '../../journey/explain/tell-value.ts';
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
  tell: ({ template, to, except, expires }) => ({
    does: `the in-app prompt ${quoted(template)} is shown to ${tellAudience(to)}${except ? ` but ${tellValue(except)}` : ''}, ${expires ? `for ${tellDuration(expires)}` : 'until the journey ends for the account'}`,
  }),
  draw: ({ to, expires }) => ({
    look: 'inApp',
    caption: `IN-APP  ·  ${audienceCaption(to)}`,
    notes: expires ? [`for ${tellDuration(expires)}`] : [],
  }),
  fields: { to: 'is shown to', expires: 'is shown for', except: 'is not shown to' },
  historyEvents: callEvents,
  states: promptStates,
} satisfies StepAnswers<'prompt'>;
