import { all, businessDays, days, never, not, touch } from '#engine';
import {
  admins,
  arr,
  attribute,
  cleared,
  day,
  email,
  escalate,
  journey,
  on,
  paying,
  signal,
  stage,
  touchModel,
} from './catalog.ts';

const unless = touchModel.is('high');

/** Ends as soon as the account is no longer yellow: a green one needs no help, a red one needs a person. */
export default journey('re-engagement', {
  title: 'Re-engagement',
  enroll: signal({ when: all(attribute('health').is('yellow'), not(stage.is('trial'))) }),
  audience: paying,
  reenroll: { after: days(90) },
  exit: [cleared, on('subscription.canceled'), on('Account Deleted'), on('stage.changed').where({ to: 'free' })],
  goal: attribute('health').is('green'),
  priority: 50,
  promises: [never(touch('re-engagement-3')).after(cleared)],
  steps: [
    day(
      0,
      escalate('re-engagement-call', {
        // Not a risk yet: promotional mail and surveys go on.
        type: 'renewal',
        severity: 3,
        sla: businessDays(5),
        playbook: 'book-an-admin-review',
        evidence: {
          'health score': attribute('healthScore'),
          'yearly revenue': arr,
          'renews at': attribute('renewalAt'),
        },
      }),
      { when: touchModel.is('high') },
    ),
    day(1, email('re-engagement', { to: admins }), { unless }),
    day(8, email('re-engagement-2', { to: admins }), { unless }),
    day(15, email('re-engagement-3', { to: admins }), { unless }),
  ],
});
