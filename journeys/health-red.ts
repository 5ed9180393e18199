import { businessHours } from '#engine';
import { admins, arr, attribute, champions, escalate, journey, on, paying, signal } from './catalog.ts';

const health = attribute('health');

export default journey('health-red', {
  enroll: signal({ when: health.is('red') }),
  audience: paying,
  reenroll: 'afterEnd',
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 10,
  steps: [
    escalate('health-red', {
      type: 'risk',
      severity: 1,
      sla: businessHours(4),
      playbook: 'recover-a-red-account',
      contact: champions.orElse(admins),
      evidence: {
        health,
        'health score': attribute('healthScore'),
        'yearly revenue': arr,
        'renews at': attribute('renewalAt'),
      },
    }),
  ],
});
