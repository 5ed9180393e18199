import {
  always,
  any,
  atMost,
  businessDays,
  businessHours,
  days,
  keyedBy,
  never,
  sameAsTrigger,
  task,
  touch,
  touches,
} from '#engine';
import { admins, arr, billing, day, email, escalate, journey, on, prompt, trigger } from './catalog.ts';

const payers = billing.orElse(admins);
const thisInvoice = { invoice: sameAsTrigger };
const isFraud = trigger('decline').is('fraud');
/** For a customer who has left, for what was delivered before: there is no access left to lose. */
const isLeft = trigger('subscriptionEnded').is(true);
const subscriptionEnded = trigger('subscriptionEnded');
const amountDue = { amount: trigger('amount'), currency: trigger('currency') };

const evidence = {
  invoice: trigger('invoice'),
  ...amountDue,
  decline: trigger('decline'),
  'yearly revenue': arr,
};

const settled = [
  on('payment.recovered').where(thisInvoice),
  on('payment.succeeded').where(thisInvoice),
  on('invoice.voided').where(thisInvoice),
  on('invoice.uncollectible').where(thisInvoice),
  on('payment.obsolete').where(thisInvoice),
];
const ends = [on('subscription.ended').where({ subscription: sameAsTrigger }), on('subscription.canceled')];

/** Never retries a charge: the payment processor does, on its own schedule. */
export default journey('payment-recovery', {
  enroll: on('payment.failed').or(on('payment.action_required')),
  reenroll: keyedBy('invoice'),
  exit: [...settled, ...ends],
  priority: 10,
  holds: ['marketing'],
  promises: [
    ...[on('payment.failed'), on('payment.action_required')].map(failed =>
      always(failed)
        .leadsTo(task('payment-escalation'), { within: days(14) })
        .unless(...settled, ...ends),
    ),
    never(touch('payment-final')).after(on('payment.recovered').where(thisInvoice)),
    atMost(3, touches('email')).within(days(7)),
  ],
  steps: [
    day(
      0,
      email('payment-failed', {
        to: payers,
        thread: 'account',
        data: {
          ...amountDue,
          decline: trigger('decline'),
          hostedUrl: trigger('hostedUrl'),
          nextAttemptAt: trigger('nextAttemptAt'),
          subscriptionEnded,
        },
      }),
      { unless: isFraud },
    ),
    day(
      0,
      escalate('payment-review', {
        type: 'billing',
        severity: 1,
        sla: businessHours(4),
        play: 'check the payment with the customer by phone',
        evidence,
        early: [on('payment.failed').where({ ...thisInvoice, decline: 'fraud' })],
      }),
      { when: isFraud },
    ),
    day(0, prompt('payment-banner', { to: billing.and(admins) }), { unless: isLeft }),
    day(3, email('payment-reminder-1', { to: payers, thread: 'account', data: { ...amountDue, subscriptionEnded } }), {
      unless: isFraud,
    }),
    day(7, email('payment-reminder-2', { to: payers, thread: 'account', data: { ...amountDue, subscriptionEnded } }), {
      unless: isFraud,
    }),
    day(12, email('payment-final', { to: payers, thread: 'account', data: amountDue }), {
      unless: any(isFraud, isLeft),
    }),
    day(
      14,
      escalate('payment-escalation', {
        type: 'billing',
        severity: 2,
        raised: { when: arr.above(15_000), severity: 1 },
        sla: businessDays(2),
        playbook: 'settle-an-invoice',
        evidence,
        early: [on('payment.failed').where({ ...thisInvoice, retriesExhausted: true })],
        // A processor that gives up may cancel in the same moment: then there is a customer to win back.
        outlives: { exits: ends, reason: 'canceled for non-payment' },
      }),
      // A late notice of a failed payment leaves less time.
      { missed: 'send' },
    ),
  ],
});
