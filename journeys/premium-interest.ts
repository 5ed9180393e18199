import { businessDays, days, within } from '#engine';
import { arr, attribute, count, escalate, everyone, journey, on, prompt, trigger, waitFor } from './catalog.ts';

const attempts = count('Premium Feature Attempted', within(days(14)));

export default journey('premium-interest', {
  enroll: on('Premium Feature Attempted'),
  audience: attempts.atLeast(3),
  reenroll: { after: days(90) },
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 60,
  steps: [
    prompt('premium-interest', { to: everyone, expires: days(14) }),
    waitFor('choice', {
      first: {
        talk: on('prompt.clicked').where({ step: 'premium-interest', action: 'talk-to-csm' }),
        subscribed: on('subscription.changed'),
      },
      timeout: days(14),
      then: {
        talk: [
          escalate('upgrade-talk', {
            type: 'expansion',
            severity: 3,
            sla: businessDays(2),
            play: 'call back about the Business plan: they asked for it',
            evidence: {
              'premium feature': trigger('feature'),
              'attempts in 14 days': attempts,
              plan: attribute('plan'),
              'yearly revenue': arr,
            },
          }),
        ],
      },
    }),
  ],
});
