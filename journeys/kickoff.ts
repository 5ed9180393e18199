import { businessDays } from '#engine';
import { admins, arr, attribute, champions, day, escalate, journey, on, seatsTotal, touchModel } from './catalog.ts';

const contact = champions.orElse(admins);
const evidence = { 'yearly revenue': arr, 'seats bought': seatsTotal, 'renews at': attribute('renewalAt') };

/** Sales hands a signed customer to the one who looks after them: both sides meet within a week, and know within two what for. */
export default journey('kickoff', {
  enroll: on('Deal Won'),
  audience: touchModel.is('high'),
  reenroll: 'never',
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 20,
  steps: [
    day(
      0,
      escalate('kickoff', {
        type: 'onboarding',
        severity: 2,
        sla: businessDays(5),
        playbook: 'hold-a-kickoff',
        contact,
        evidence,
      }),
    ),
    day(
      14,
      escalate('agree-on-goals', {
        type: 'onboarding',
        severity: 2,
        sla: businessDays(5),
        playbook: 'agree-on-goals',
        contact,
        evidence,
      }),
      { unless: attribute('launchGoalAt').exists() },
    ),
  ],
});
