import { atMost, days, never, touch, touches } from '#engine';
import { admins, billing, day, email, journey, on, touchModel } from './catalog.ts';

/** Two mails, and then no more: the customer knows how to come back. */
export default journey('win-back', {
  title: 'Win back',
  enroll: on('subscription.canceled'),
  audience: touchModel.in('low', 'digital'),
  reenroll: 'afterEnd',
  exit: [on('subscription.started'), on('Account Deleted')],
  priority: 80,
  promises: [
    atMost(2, touches('email')).within(days(365)),
    never(touch('win-back-2')).after(on('subscription.started')),
  ],
  steps: [
    day(30, email('win-back', { to: admins.and(billing) })),
    day(60, email('win-back-2', { to: admins.and(billing) })),
  ],
});
