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

/** 1 and 2 of 7 disagree that it was easy. Effort drives customers away sooner than a wrong answer does. */
export default journey('ces-high-effort', {
  title: 'High effort',
  enroll: on('Survey Responded').where({ survey: 'ces', score: atMost(2) }),
  audience: paying,
  reenroll: 'afterEnd',
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 20,
  steps: [
    escalate('ces-high-effort', {
      type: 'risk',
      severity: 2,
      sla: businessDays(2),
      playbook: 'take-the-effort-away',
      evidence: {
        'CES of 7': { value: trigger('score'), threshold: 2 },
        topic: trigger('topic'),
        'yearly revenue': arr,
        health: attribute('health'),
      },
    }),
    // The lead may solve it after its time: it is still worth telling.
    waitFor('solved', {
      first: {
        solved: on('task.resolved').where({
          reason: 'ces-high-effort',
          outcome: oneOf('contacted_recovering', 'plan_agreed'),
        }),
        closed: on('task.resolved').where({ reason: 'ces-high-effort', outcome: oneOf(...otherOutcomes) }),
      },
      timeout: days(30),
      then: { solved: [email('you-said-we-did', { to: admins })] },
    }),
  ],
});
