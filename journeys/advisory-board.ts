import { all, businessDays, days, within } from '#engine';
import { arr, attribute, count, escalate, journey, on, signal } from './catalog.ts';

const referrals = count('Referral Sent', within(days(90)));
const health = attribute('health');

export default journey('advisory-board', {
  enroll: signal({ when: all(referrals.atLeast(3), health.is('green')) }),
  reenroll: { after: days(90) },
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 80,
  steps: [
    escalate('advisory-board', {
      type: 'expansion',
      severity: 3,
      sla: businessDays(10),
      play: 'invite them to the customer advisory board',
      evidence: { 'referrals in 90 days': referrals, health, 'yearly revenue': arr },
    }),
  ],
});
