import { days, hours, keyedBy, sameAsTrigger } from '#engine';
import { admins, after, before, champions, email, journey, on, trigger, waitFor } from './catalog.ts';

const readers = admins.and(champions);
const data = { webinar: trigger('webinar') };

/**
 * Those who came get the next step on the same day, those who did not the recording on the day after. It listens from the day
 * before, since a session may begin before the send time.
 */
export default journey('webinar-follow-up', {
  title: 'Webinar follow-up',
  enroll: on('Webinar Registered'),
  reenroll: keyedBy('webinar'),
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 70,
  steps: [
    before(
      trigger('sessionAt'),
      days(1),
      waitFor('attended', {
        first: { attended: on('Webinar Attended').where({ webinar: sameAsTrigger }) },
        timeout: days(2),
        then: {
          attended: [after(hours(3), email('webinar-next-step', { to: readers, data }))],
          timeout: [email('webinar-recording', { to: readers, data })],
        },
      }),
      { missed: 'send' },
    ),
  ],
});
