import { businessDays, days, openTask } from '#engine';
import { arr, attribute, cleared, escalate, journey, on, signal, wait } from './catalog.ts';
import { pool } from './team.ts';

/** From the thirtieth day on the account gets promotional mail again, so the lead decides what the open risk still means. */
export default journey('risk-open-too-long', {
  title: 'Risk open too long',
  enroll: signal({ when: openTask('risk', { since: days(30) }) }),
  reenroll: 'afterEnd',
  exit: [cleared, on('subscription.canceled'), on('Account Deleted')],
  priority: 30,
  steps: [
    escalate('risk-open-too-long', {
      // A risk task of its own would hold mail back anew.
      type: 'renewal',
      severity: 2,
      to: pool('leads'),
      sla: businessDays(3),
      playbook: 'decide-an-old-risk',
      evidence: {
        'yearly revenue': arr,
        owner: attribute('owner'),
        health: attribute('health'),
        'renews at': attribute('renewalAt'),
      },
    }),
    wait('while-open', days(180)),
  ],
});
