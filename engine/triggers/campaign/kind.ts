import { formatNumber } from '../../kernel/counted.ts';
import type { TriggerAnswers } from '../trigger-answers.ts';
import { campaignIn } from './author.ts';
import { campaignRule } from './check.ts';

export const campaignTriggerKind = {
  words: catalog => ({ campaign: campaignIn(catalog) }),
  tell: ({ at }) =>
    'date' in at ? `it is ${at.time} on ${at.date} in its own time zone` : `it is ${at.at.replace('.000Z', 'Z')}`,
  also: ({ perHour }) => [
    'It is judged at that moment, and must be known by then.',
    `At most ${formatNumber(perHour)} accounts enter in an hour; the others follow in the next hours.`,
  ],
  rule: campaignRule,
} satisfies TriggerAnswers<'campaign'>;
