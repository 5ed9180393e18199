import { callEvents } from '../../journey/check/history-costs.ts';
import { describeAudience } from '../../journey/explain/describe-audience.ts';
import { formatDuration } from '../../journey/explain/format-time.ts';
import { quoted } from '../../journey/explain/words.ts';
import { audienceCaption } from '../../journey/graph/audience-caption.ts';
import { definedFields } from '../../kernel/defined-fields.ts';
import type { StepAnswers } from '../step-answers.ts';
import { emailIn } from './author.ts';
import { emailRule } from './check.ts';
import { emailStates } from './states.ts';

export const emailKind = {
  word: emailIn,
  parts: ({ template, to, data, expires }) => ({
    template: { channel: 'email', id: template },
    audience: to,
    values: data,
    durations: definedFields({ expires }),
  }),
  touch: 'email',
  tell: ({ template, to, expires }) => ({
    does: `the email ${quoted(template)} goes to ${describeAudience(to)}${expires ? `, unless it has to wait for ${formatDuration(expires)}` : ''}`,
  }),
  draw: ({ to }) => ({ look: 'email', caption: `EMAIL  ·  ${audienceCaption(to)}` }),
  fields: { to: 'goes to', expires: 'waits at most' },
  rule: emailRule,
  historyEvents: callEvents,
  states: emailStates,
} satisfies StepAnswers<'email'>;
