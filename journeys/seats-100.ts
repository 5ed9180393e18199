import { days } from '#engine';
import { admins, cleared, journey, on, prompt, seats, signal, wait } from './catalog.ts';

/** The banner goes as soon as a seat is free again. */
export default journey('seats-100', {
  title: 'All seats taken',
  enroll: signal({ when: seats().atLeast(1) }),
  reenroll: { after: days(90) },
  exit: [cleared, on('subscription.canceled'), on('Account Deleted')],
  priority: 50,
  steps: [prompt('seats-100', { to: admins }), wait('while-full', days(90))],
});
