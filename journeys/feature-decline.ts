import { all, days, within } from '#engine';
import { count, enroll, featureUse, journey, on, signal } from './catalog.ts';

const month = within(days(30));

/** Less use is often just a quiet month; less use and more trouble is not. */
export default journey('feature-decline', {
  enroll: signal({
    when: all(featureUse(month).fellBelow(0.6), count('Support Ticket Created', month).rose()),
    period: 'week',
    guarded: true,
  }),
  reenroll: { after: days(90) },
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 40,
  steps: [enroll('re-onboarding')],
});
