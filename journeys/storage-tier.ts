import { aboveShareOf, days } from '#engine';
import { admins, email, journey, on, trigger } from './catalog.ts';

export default journey('storage-tier', {
  enroll: on('Limit Approached').where({ limit: 'storage', used: aboveShareOf('allowed', 1) }),
  reenroll: { after: days(90) },
  exit: [on('subscription.changed'), on('subscription.canceled'), on('Account Deleted')],
  priority: 60,
  steps: [email('storage-tier', { to: admins, data: { used: trigger('used'), allowed: trigger('allowed') } })],
});
