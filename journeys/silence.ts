import { businessDays, days } from '#engine';
import { admins, arr, attribute, cleared, day, email, escalate, journey, on, signal, silence } from './catalog.ts';

/** Any sign of life ends it at once. */
export default journey('silence', {
  enroll: signal({ when: silence(days(14)) }),
  reenroll: 'afterEnd',
  exit: [cleared, on('subscription.canceled'), on('Account Deleted')],
  priority: 40,
  steps: [
    email('check-in', { id: 'silence', to: admins }),
    day(
      14,
      escalate('silence-outreach', {
        type: 'risk',
        severity: 2,
        sla: businessDays(2),
        play: 'call, and ask whether the team still needs what it bought',
        evidence: { 'yearly revenue': arr, 'renews at': attribute('renewalAt'), health: attribute('health') },
      }),
      // Whether the signal is over may be found out a little later than this is due.
      { when: silence(days(14)) },
    ),
  ],
});
