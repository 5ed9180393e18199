import { any, businessDays, days, within } from '#engine';
import {
  admins,
  arr,
  attribute,
  before,
  champions,
  escalate,
  featuresUsed,
  journey,
  on,
  onDate,
  touchModel,
} from './catalog.ts';

const contact = champions.orElse(admins);
const evidence = {
  'yearly revenue': arr,
  'renews at': attribute('renewalAt'),
  health: attribute('health'),
  'executive sponsor': attribute('executiveSponsor'),
  'key features used in 90 days': featuresUsed(within(days(90))),
};

/** `save-offer` has called about a cancellation, and an account with another touch model by now gets the mail of `renewal`. */
const isOff = any(attribute('cancelScheduled').is(true), touchModel.isNot('high'));

/** Adds to `renewal`, whose tasks come 90 and 60 days before the date: the sponsor before them, paper instead of an invitation. */
export default journey('renewal-high-touch', {
  title: 'Renewal, high touch',
  enroll: onDate('renewalAt', { before: days(121) }),
  audience: touchModel.is('high'),
  exit: [on('renewal.completed'), on('subscription.canceled'), on('Account Deleted')],
  priority: 20,
  steps: [
    before(
      'renewalAt',
      days(120),
      escalate('meet-the-sponsor', {
        type: 'renewal',
        severity: 3,
        sla: businessDays(10),
        playbook: 'meet-the-sponsor',
        contact,
        evidence,
      }),
      { unless: isOff },
    ),
    before(
      'renewalAt',
      days(30),
      escalate('renewal-proposal', {
        type: 'renewal',
        severity: 2,
        sla: businessDays(5),
        playbook: 'send-a-proposal',
        contact,
        evidence,
      }),
      { unless: isOff },
    ),
    before(
      'renewalAt',
      days(10),
      escalate('renewal-unsigned', {
        type: 'renewal',
        severity: 2,
        raised: { when: arr.above(50_000), severity: 1 },
        to: 'lead',
        sla: businessDays(2),
        playbook: 'get-a-contract-signed',
        contact,
        evidence,
      }),
      { unless: isOff },
    ),
  ],
});
