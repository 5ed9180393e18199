import { days, never, touch } from '#engine';
import { admins, attribute, cleared, day, email, journey, on, signal } from './catalog.ts';

/** Ends as soon as the account is no longer yellow: a green one needs no help, a red one needs a person. */
export default journey('re-engagement', {
  title: 'Re-engagement',
  enroll: signal({ when: attribute('health').is('yellow') }),
  reenroll: { after: days(90) },
  exit: [cleared, on('subscription.canceled'), on('Account Deleted')],
  goal: attribute('health').is('green'),
  priority: 50,
  promises: [never(touch('re-engagement-3')).after(cleared)],
  steps: [
    day(1, email('re-engagement', { to: admins })),
    day(8, email('re-engagement-2', { to: admins })),
    day(15, email('re-engagement-3', { to: admins })),
  ],
});
