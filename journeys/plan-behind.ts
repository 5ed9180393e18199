import { any, businessDays, not } from '#engine';
import { admins, arr, attribute, champions, cleared, escalate, goal, journey, on, plan, signal } from './catalog.ts';

const launch = goal('launch');

/** While there is time to catch up. A launch that is overdue has a task already, of `success-plan`. */
export default journey('plan-behind', {
  title: 'Success plan behind',
  enroll: signal({ when: plan().behind() }),
  audience: any(attribute('launchGoalAt').missing(), launch.reached(), not(launch.overdue())),
  reenroll: 'afterEnd',
  exit: [cleared, on('subscription.canceled'), on('Account Deleted')],
  priority: 40,
  steps: [
    escalate('plan-behind', {
      type: 'onboarding',
      severity: 2,
      sla: businessDays(3),
      playbook: 'bring-a-plan-back',
      contact: champions.orElse(admins),
      evidence: { 'yearly revenue': arr, 'renews at': attribute('renewalAt'), health: attribute('health') },
    }),
  ],
});
