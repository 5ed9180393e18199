import { businessDays, days } from '#engine';
import {
  admins,
  arr,
  attribute,
  cleared,
  day,
  email,
  escalate,
  journey,
  next,
  on,
  paying,
  signal,
  silence,
  touchModel,
} from './catalog.ts';

const isHigh = touchModel.is('high');
const call = {
  type: 'risk',
  severity: 2,
  sla: businessDays(2),
  play: 'call, and ask whether the team still needs what it bought',
  evidence: { 'yearly revenue': arr, 'renews at': attribute('renewalAt'), health: attribute('health') },
} as const;

/** Any sign of life ends it at once. Where a CSM looks after them, the CSM asks first, and not a mail. */
export default journey('silence', {
  enroll: signal({ when: silence(days(14)) }),
  audience: paying,
  reenroll: 'afterEnd',
  exit: [cleared, on('subscription.canceled'), on('Account Deleted'), on('stage.changed').where({ to: 'free' })],
  priority: 40,
  steps: [
    next(email('check-in', { id: 'silence', to: admins }), { unless: isHigh }),
    next(escalate('silence-call', call), { when: isHigh }),
    day(14, escalate('silence-outreach', call), {
      // Whether the signal is over may be found out a little later than this is due.
      when: silence(days(14)),
      unless: isHigh,
    }),
  ],
});
