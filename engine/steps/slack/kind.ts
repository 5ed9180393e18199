import { callEvents } from '../../journey/check/history-costs.ts';
import { quoted } from '../../journey/explain/words.ts';
import type { StepAnswers } from '../step-answers.ts';
import { slack } from './author.ts';
import { slackStates } from './states.ts';

export const slackKind = {
  word: () => slack,
  parts: () => ({}),
  touch: 'Slack message',
  tell: ({ channel, text }) => ({ does: `${quoted(text)} is posted to the Slack channel ${quoted(channel)}` }),
  draw: ({ channel }) => ({ look: 'system', caption: `SLACK  ·  ${channel}` }),
  fields: { channel: 'goes to the channel', text: 'says' },
  historyEvents: callEvents,
  states: slackStates,
} satisfies StepAnswers<'slack'>;
