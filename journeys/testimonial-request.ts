import { atLeast, days } from '#engine';
import { admins, champions, day, email, journey, on, paying } from './catalog.ts';

/** Once a year: more often gets fewer. */
export default journey('testimonial-request', {
  enroll: on('Survey Responded').where({ survey: 'nps', score: atLeast(9) }),
  audience: paying,
  reenroll: { after: days(365) },
  exit: [on('subscription.canceled'), on('Account Deleted'), on('stage.changed').where({ to: 'free' })],
  priority: 80,
  steps: [day(3, email('testimonial-request', { to: champions.orElse(admins) }))],
});
