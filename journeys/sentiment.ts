import { businessDays, days, within } from '#engine';
import { arr, attribute, count, escalate, journey, mean, on, paying, sentimentLine, signal } from './catalog.ts';

const month = within(days(30));
const sentiment = mean(on('Conversation Scored'), 'sentiment', month);

/** A model of yours scores each conversation, and says so by an event; the mean of a month is looked at. */
export default journey('sentiment', {
  title: 'Sentiment',
  enroll: signal({ when: sentiment.below(sentimentLine) }),
  audience: paying,
  reenroll: { after: days(30) },
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 30,
  steps: [
    escalate('sentiment', {
      type: 'risk',
      severity: 2,
      sla: businessDays(2),
      playbook: 'turn-the-mood',
      evidence: {
        'mean sentiment, -1 to 1': { value: sentiment, threshold: sentimentLine, window: '30 days' },
        'conversations in 30 days': count('Conversation Scored', month),
        'yearly revenue': arr,
        health: attribute('health'),
      },
    }),
  ],
});
