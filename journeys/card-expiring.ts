import { days, keyedBy, never, touch } from '#engine';
import { admins, before, billing, email, journey, on, trigger } from './catalog.ts';

const payers = billing.orElse(admins);
const expiry = trigger('expiresAt');
const data = { expiresAt: expiry };

/** Processors tell of a card in its last month, often on the first day of it: the first mail then goes at once. */
export default journey('card-expiring', {
  enroll: on('payment_method.expiring'),
  reenroll: keyedBy('expiresAt'),
  exit: [on('payment_method.updated'), on('subscription.canceled'), on('Account Deleted')],
  priority: 30,
  promises: [never(touch('card-expiring-3')).after(on('payment_method.updated'))],
  steps: [
    before(expiry, days(30), email('card-expiring-30', { to: payers, data }), { missed: 'send' }),
    before(expiry, days(14), email('card-expiring-14', { to: payers, data })),
    before(expiry, days(3), email('card-expiring-3', { to: payers, data })),
  ],
});
