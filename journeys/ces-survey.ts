import { days, openTask, within } from '#engine';
import { count, everyone, journey, next, on, prompt } from './catalog.ts';

/** A customer who needs help again within a month can tell how much effort it took. */
export default journey('ces-survey', {
  title: 'CES survey',
  enroll: on('Support Ticket Solved'),
  audience: count('Support Ticket Solved', within(days(30))).atLeast(2),
  reenroll: { after: days(90) },
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 90,
  steps: [next(prompt('ces-survey', { to: everyone, expires: days(7) }), { unless: openTask('risk') })],
});
