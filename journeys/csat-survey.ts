import { days, openTask } from '#engine';
import { everyone, journey, next, on, prompt } from './catalog.ts';

/** Asked at most once a month, however many tickets are solved; `ces-survey` asks about the others. */
export default journey('csat-survey', {
  title: 'CSAT survey',
  enroll: on('Support Ticket Solved'),
  reenroll: { after: days(30) },
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 90,
  steps: [next(prompt('csat-survey', { to: everyone, expires: days(7) }), { unless: openTask('risk') })],
});
