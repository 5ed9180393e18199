import { days, within } from '#engine';
import { activeUsers, admins, adoption, day, everyone, journey, on, prompt, segment, used } from './catalog.ts';

/** In the product only: a free account gets no mail and no CSM's time. It exits when the account pays. */
export default journey('free-activation', {
  title: 'Free accounts: first steps',
  enroll: on('Account Created'),
  audience: segment.free,
  reenroll: 'never',
  exit: [
    on('subscription.started'),
    on('stage.changed').where({ from: 'free' }),
    on('subscription.canceled'),
    on('Account Deleted'),
  ],
  goal: adoption().atLeast(0.25),
  steps: [
    day(0, prompt('free-start', { to: everyone, expires: days(14) })),
    day(3, prompt('free-invite', { to: admins, expires: days(14) }), {
      unless: activeUsers(within(days(3))).atLeast(2),
    }),
    day(7, prompt('free-template', { to: everyone, expires: days(7) }), { unless: used('projects') }),
    day(14, prompt('free-community', { to: everyone, expires: days(30) })),
    // Three of the eight key features: an account that uses these has a use for more.
    day(30, prompt('free-plans', { to: admins, expires: days(14) }), { when: adoption().atLeast(0.375) }),
  ],
});
