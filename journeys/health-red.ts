import { all, businessHours, not } from '#engine';
import { admins, arr, attribute, champions, escalate, journey, on, paying, signal, stage } from './catalog.ts';

const health = attribute('health');

/** A trial that goes badly is `trial-rescue`'s: it comes here if it is paid for all the same. */
export default journey('health-red', {
  enroll: signal({ when: all(health.is('red'), not(stage.is('trial'))) }),
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
