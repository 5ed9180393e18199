import { businessDays } from 'daymark';
import { admins, day, email, escalate, journey, on, used } from './catalog.ts';

export default journey('welcome', {
  enroll: on('Account Created'),
  exit: [on('Account Deleted')],
  goal: used('projects'),
  steps: [
    day(0, email('welcome', { to: admins })),
    day(
      7,
      escalate('first-call', {
        type: 'onboarding',
        severity: 2,
        sla: businessDays(2),
        playbook: 'call-a-new-customer',
      }),
      {
        unless: used('projects'),
      },
    ),
  ],
});
