import { describe, expect, test } from 'vitest';
import { chargebeeEvents, chargebeeTypes } from '../../engine/connectors/billing/chargebee/chargebee-events.ts';
import { paddleEvents, paddleTypes } from '../../engine/connectors/billing/paddle/paddle-events.ts';
import { stripeEvents, stripeTypes } from '../../engine/connectors/billing/stripe/stripe-events.ts';
import { builtInEvents } from '../../engine/journey/built-in-events.ts';

const now = '2026-03-10T09:00:00.000Z';
const seconds = Date.parse(now) / 1000;
const of = (family: string, names: string): string[] => names.split(' ').map(name => `${family}${name}`);

/**
 * What the processors themselves list, in the families that billing is told by: Stripe's of API version 2020-08-27 and of
 * today, with the one that was renamed in 2020.
 * @see https://docs.stripe.com/api/events/types
 * @see https://developer.paddle.com/webhooks/overview
 * @see https://apidocs.chargebee.com/docs/api/events/event-types
 */
const listed = {
  stripe: [
    ...of('charge.', 'captured expired failed pending refunded succeeded updated refund.updated'),
    ...of('charge.dispute.', 'closed created funds_reinstated funds_withdrawn updated'),
    ...of('customer.', 'created deleted updated'),
    ...of('customer.source.', 'created deleted expiring updated'),
    ...of('customer.subscription.', 'created deleted paused pending_update_applied pending_update_expired resumed'),
    ...of('customer.subscription.', 'trial_will_end updated'),
    ...of('invoice.', 'created deleted finalization_failed finalized marked_uncollectible overdue overpaid paid'),
    ...of('invoice.', 'payment_action_required payment_attempt_required payment_failed payment_succeeded sent'),
    ...of('invoice.', 'upcoming updated voided will_be_due'),
    ...of('invoice_payment.', 'paid'),
    ...of('invoiceitem.', 'created deleted updated'),
    ...of('payment_intent.', 'amount_capturable_updated canceled created partially_funded payment_failed processing'),
    ...of('payment_intent.', 'requires_action succeeded'),
    ...of('payment_method.', 'attached automatically_updated card_automatically_updated detached updated'),
    ...of('setup_intent.', 'canceled created requires_action setup_failed succeeded'),
    ...of('subscription_schedule.', 'aborted canceled completed created expiring released updated'),
  ],
  paddle: [
    ...of('customer.', 'created imported updated'),
    ...of('payment_method.', 'deleted saved'),
    ...of('subscription.', 'activated canceled created imported past_due paused resumed trialing updated'),
    ...of('transaction.', 'billed canceled completed created paid past_due payment_failed ready revised updated'),
  ],
  chargebee: [
    ...of('card_', 'added deleted expired expiry_reminder updated'),
    ...of('customer_', 'changed created deleted moved_in moved_out'),
    ...of('', 'dunning_updated netd_payment_due_reminder'),
    ...of('invoice_', 'deleted generated generated_with_backdating updated'),
    ...of('payment_', 'due_reminder failed initiated refunded succeeded intent_created intent_updated'),
    ...of('payment_source_', 'added deleted expired expiring locally_deleted updated'),
    ...of('pending_invoice_', 'created updated'),
    ...of('subscription_', 'activated activated_with_backdating canceled_with_backdating cancellation_reminder'),
    ...of(
      'subscription_',
      'cancellation_scheduled cancelled changed changed_with_backdating changes_scheduled created',
    ),
    ...of('subscription_', 'created_with_backdating deleted items_renewed moved_in moved_out pause_scheduled paused'),
    ...of('subscription_', 'ramp_applied ramp_created ramp_deleted ramp_drafted ramp_updated reactivated'),
    ...of('subscription_', 'reactivated_with_backdating renewal_reminder renewed resumed resumption_scheduled'),
    ...of('subscription_', 'scheduled_cancellation_removed scheduled_changes_removed scheduled_pause_removed'),
    ...of('subscription_', 'scheduled_resumption_removed started trial_end_reminder trial_extended'),
    ...of('transaction_', 'created deleted updated'),
  ],
};

const stripeObject = { id: 'x', customer: 'cus_1', status: 'active', exp_month: 3, exp_year: 2030 };
const namesIn = {
  stripe: (type: string) =>
    stripeEvents({
      id: 'e',
      type,
      object: type === 'invoice.updated' ? { ...stripeObject, status: 'open' } : stripeObject,
      previous: { status: 'trialing', default_source: 'card_0' },
      occurredAt: now,
      receivedAt: now,
    }),
  paddle: (type: string) =>
    paddleEvents({
      id: 'e',
      type,
      data: { id: 'x', status: 'active', collection_mode: 'manual' },
      occurredAt: now,
      receivedAt: now,
    }),
  chargebee: (type: string) =>
    chargebeeEvents({
      id: 'e',
      type,
      content: {
        subscription: { id: 's', status: 'active' },
        invoice: { id: 'i', status: 'payment_due', dunning_status: 'in_progress', due_date: seconds + 60 },
      },
      occurredAt: now,
      receivedAt: now,
    }),
};
const types = { stripe: stripeTypes, paddle: paddleTypes, chargebee: chargebeeTypes };
/** Internal events that join a failure with its reason, its invoice or its subscription. */
const internal = ['payment.declined', 'invoice.changed', 'subscription.observed'];

describe.each(['stripe', 'paddle', 'chargebee'] as const)('%s', processor => {
  test('has every type that is read on its own list', () => {
    expect(types[processor].filter(type => !listed[processor].includes(type))).toEqual([]);
  });

  test.each(listed[processor])(
    '%s stands for something if and only if it is read, in words that journeys know',
    type => {
      const names = namesIn[processor](type).map(({ name }) => name);
      expect(names.length > 0).toBe(types[processor].includes(type));
      expect(names.filter(name => !(name in builtInEvents) && !internal.includes(name))).toEqual([]);
    },
  );
});

test.each([
  ...of('payment_method.', 'attached updated automatically_updated card_automatically_updated'),
  ...of('customer.source.', 'created updated'),
])('%s is a payment method that is good again, with its new expiry', type => {
  expect(namesIn.stripe(type)).toMatchObject([{ name: 'payment_method.updated', fields: { expiresAt: '2030-03-31' } }]);
});

test.each(['invoice.paid', 'invoice.payment_succeeded'])('%s is a payment', type => {
  expect(namesIn.stripe(type)).toMatchObject([{ name: 'payment.succeeded' }]);
});
