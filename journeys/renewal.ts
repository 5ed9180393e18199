import { any, businessDays, days, never, openTask, task, touch, within } from '#engine';
import {
  admins,
  arr,
  attribute,
  before,
  billing,
  count,
  email,
  escalate,
  featuresUsed,
  journey,
  on,
  onDate,
  touchModel,
} from './catalog.ts';

const lastYear = within(days(365));

const evidence = {
  'yearly revenue': arr,
  'renews at': attribute('renewalAt'),
  health: attribute('health'),
  'cancellation scheduled': attribute('cancelScheduled'),
  'key features used in 90 days': featuresUsed(within(days(90))),
};

export default journey('renewal', {
  enroll: onDate('renewalAt', { before: days(91) }),
  exit: [on('renewal.completed'), on('subscription.canceled'), on('Account Deleted')],
  priority: 20,
  promises: [
    never(touch('renewal-invitation')).after(on('renewal.completed')),
    never(task('renewal-outreach')).after(on('renewal.completed')),
    never(touch('renewal-invitation')).after(on('subscription.canceled')),
  ],
  steps: [
    before(
      'renewalAt',
      days(90),
      email('roi-summary', {
        to: admins.and(billing),
        data: { tasksCompleted: count('Task Completed', lastYear), featuresUsed: featuresUsed(lastYear) },
      }),
      { unless: touchModel.is('high') },
    ),
    before(
      'renewalAt',
      days(90),
      escalate('prepare-renewal', {
        type: 'renewal',
        severity: 3,
        sla: businessDays(10),
        playbook: 'prepare-a-renewal',
        evidence,
      }),
      { when: touchModel.is('high') },
    ),
    before(
      'renewalAt',
      days(60),
      escalate('renewal-outreach', {
        type: 'renewal',
        severity: 2,
        sla: businessDays(5),
        playbook: 'call-about-a-renewal',
        evidence,
      }),
      {
        when: any(
          arr.above(15_000),
          attribute('health').is('red'),
          openTask('risk'),
          attribute('cancelScheduled').is(true),
        ),
      },
    ),
    before('renewalAt', days(30), email('renewal-invitation', { to: billing.and(admins) }), {
      unless: touchModel.is('high'),
    }),
  ],
});
