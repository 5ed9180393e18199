import { all, businessDays, days, within } from '#engine';
import {
  arr,
  attribute,
  branch,
  count,
  enroll,
  escalate,
  featureUse,
  journey,
  on,
  paying,
  signal,
  touchModel,
} from './catalog.ts';

const month = within(days(30));
const use = featureUse(month);
const tickets = count('Support Ticket Created', month);

/** Less use is often just a quiet month; less use and more trouble is not. */
export default journey('feature-decline', {
  enroll: signal({
    when: all(use.fellBelow(0.6), tickets.rose()),
    period: 'week',
    guarded: true,
  }),
  audience: paying,
  reenroll: { after: days(90) },
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 40,
  steps: [
    branch('who-helps', {
      when: touchModel.is('high'),
      then: [
        escalate('feature-decline', {
          type: 'risk',
          severity: 2,
          sla: businessDays(2),
          playbook: 'book-an-admin-review',
          evidence: {
            'uses of key features in 30 days': use,
            'tickets in 30 days': tickets,
            'yearly revenue': arr,
            health: attribute('health'),
          },
        }),
      ],
      otherwise: [enroll('re-onboarding')],
    }),
  ],
});
