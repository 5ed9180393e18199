import { days, within } from '#engine';
import { admins, champions, count, email, journey, on } from './catalog.ts';

const contributions = count('Community Contribution', within(days(90)));

export default journey('speaker-invitation', {
  enroll: on('Community Contribution'),
  audience: contributions.atLeast(5),
  reenroll: { after: days(90) },
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 80,
  steps: [email('speaker-invitation', { to: champions.orElse(admins), data: { contributions } })],
});
