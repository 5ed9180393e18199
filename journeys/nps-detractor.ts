import { atMost, businessDays } from '#engine';
import { arr, attribute, escalate, journey, on, paying, trigger } from './catalog.ts';

export default journey('nps-detractor', {
  title: 'NPS detractor',
  enroll: on('Survey Responded').where({ survey: 'nps', score: atMost(6) }),
  audience: paying,
  reenroll: 'afterEnd',
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 20,
  steps: [
    escalate('nps-detractor', {
      type: 'risk',
      severity: 2,
      sla: businessDays(1),
      playbook: 'answer-a-detractor',
      evidence: { 'NPS score': trigger('score'), 'yearly revenue': arr, health: attribute('health') },
    }),
  ],
});
