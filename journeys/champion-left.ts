import { businessHours } from '#engine';
import { arr, attribute, escalate, journey, on, paying } from './catalog.ts';

/** Never waits for the health score: a contract often leaves with the person who wanted it. */
export default journey('champion-left', {
  enroll: on('Champion Left').or(on('contact.bounced').where({ role: 'champion' })),
  audience: paying,
  reenroll: 'afterEnd',
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 10,
  steps: [
    escalate('champion-left', {
      type: 'risk',
      severity: 1,
      sla: businessHours(4),
      playbook: 'find-a-new-champion',
      evidence: { 'yearly revenue': arr, 'renews at': attribute('renewalAt'), health: attribute('health') },
    }),
  ],
});
