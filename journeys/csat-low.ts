import { atMost, businessDays, days, oneOf } from '#engine';
import { admins, arr, attribute, email, escalate, journey, on, paying, trigger, waitFor } from './catalog.ts';

const otherOutcomes = [
  'contacted_no_response',
  'churn_confirmed',
  'expansion_created',
  'false_positive',
  'duplicate',
  'not_actionable',
] as const;

/** After a bad rating of support a person helps, and the customer hears what became of it. */
export default journey('csat-low', {
  title: 'Low CSAT',
  enroll: on('Survey Responded').where({ survey: 'csat', score: atMost(2) }),
  audience: paying,
  reenroll: 'afterEnd',
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 20,
  steps: [
    escalate('csat-low', {
      type: 'risk',
      severity: 2,
      sla: businessDays(2),
      playbook: 'make-up-for-poor-help',
      evidence: {
        'CSAT of 5': { value: trigger('score'), threshold: 2 },
        topic: trigger('topic'),
        'yearly revenue': arr,
        health: attribute('health'),
      },
    }),
    // The lead may solve it after its time: it is still worth telling.
    waitFor('solved', {
      first: {
        solved: on('task.resolved').where({
          reason: 'csat-low',
          outcome: oneOf('contacted_recovering', 'plan_agreed'),
        }),
        closed: on('task.resolved').where({ reason: 'csat-low', outcome: oneOf(...otherOutcomes) }),
      },
      timeout: days(30),
      then: { solved: [email('you-said-we-did', { to: admins })] },
    }),
  ],
});
