import { atLeastShareOf, businessDays, days } from '#engine';
import { arr, attribute, escalate, journey, on, trigger } from './catalog.ts';
import { pool } from './team.ts';

export default journey('api-limit', {
  title: 'API limit',
  enroll: on('Limit Approached').where({ limit: 'api', used: atLeastShareOf('allowed', 0.8) }),
  reenroll: { after: days(90) },
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 60,
  steps: [
    escalate('enterprise-consultation', {
      type: 'expansion',
      severity: 3,
      sla: businessDays(5),
      to: pool('technical'),
      play: 'offer a consultation on the Enterprise plan',
      evidence: {
        'calls used': trigger('used'),
        'calls allowed': trigger('allowed'),
        plan: attribute('plan'),
        'yearly revenue': arr,
      },
    }),
  ],
});
