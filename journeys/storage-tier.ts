import { aboveShareOf, any, businessDays, days } from '#engine';
import { admins, arr, attribute, email, escalate, journey, next, on, prompt, touchModel, trigger } from './catalog.ts';

const figures = { used: trigger('used'), allowed: trigger('allowed') };

const isFree = attribute('plan').is('free');

/** A recommendation by mail; where a CSM looks after them, by the CSM; for free accounts in the product. */
export default journey('storage-tier', {
  enroll: on('Limit Approached').where({ limit: 'storage', used: aboveShareOf('allowed', 1) }),
  reenroll: { after: days(90) },
  exit: [on('subscription.changed'), on('subscription.canceled'), on('Account Deleted')],
  priority: 60,
  steps: [
    next(email('storage-tier', { to: admins, data: figures }), { unless: any(touchModel.is('high'), isFree) }),
    next(prompt('free-plans', { to: admins, expires: days(14) }), { when: isFree }),
    next(
      escalate('storage-talk', {
        type: 'expansion',
        severity: 3,
        sla: businessDays(5),
        playbook: 'talk-about-growth',
        evidence: {
          'storage used': figures.used,
          'storage allowed': figures.allowed,
          'yearly revenue': arr,
          plan: attribute('plan'),
        },
      }),
      { when: touchModel.is('high') },
    ),
  ],
});
